import { error, warning } from './finding-code.ts';

/** What can be wrong with what a rule, its test and the files beside it mean. */
export const ruleCodes = {
  'unknown-condition': error(
    'A shared condition that is not there',
    'Define it in rules/conditions/, or name one that is defined there.',
  ),
  'condition-cycle': error(
    'A shared condition that needs itself',
    'Take one of the references of the cycle out.',
  ),
  'condition-defined-twice': error(
    'A shared condition that two files define',
    'Keep one of the two, or give one another name.',
  ),
  'never-false': error(
    'An absence asked of what proves none',
    'Ask for what is there instead: texts and lists of what happened to be seen may lack what is so all the same.',
  ),
  'huge-condition': error(
    'A condition too large to evaluate',
    'Split it into signals, or use fewer shared conditions within each other: they count wherever they are used.',
  ),
  'operator-misfit': error(
    'An operator that does not take the fact',
    'Use an operator for the fact’s type (culprit facts show ID), or a decorator for its items.',
  ),
  'value-misfit': error(
    'A value that the fact can never have, or the operator cannot take',
    'Write a value of the fact’s schema: culprit facts show ID prints it.',
  ),
  'broken-pattern': error(
    'A pattern that RE2 cannot run',
    'Write it in RE2 syntax, without backreferences and look-around.',
  ),
  'pattern-matches-anything': error(
    'A pattern that matches an empty line',
    'Make a part of it obligatory: as it is, it holds of every text.',
  ),
  'bad-needle': error(
    'A needle that does not stand in every match',
    'Take four characters or more that every match plainly contains.',
  ),
  'indecisive-signal': error(
    'A signal that is as likely with the cause as without it',
    'Say how often it holds in either case, or take it out.',
  ),
  'duplicate-signal': error('Two signals of one id', 'Give one of them another id.'),
  'pointless-platforms': error('Platforms beside any', 'Keep either any or the platforms.'),
  'broken-template': error(
    'A template that cannot be filled in',
    'Write {{fact/json/pointer|PLACEHOLDER}}, outside of quotes, pointing at one value of a typed fact.',
  ),
  'misplaced-template': error(
    'A template where nothing fills it in',
    'Put it into the run of a step, or write the value as a word.',
  ),
  'unverifiable-fix': error(
    'A fix that is verified by a text',
    'Verify it by a typed fact: that a text lacks something is never known.',
  ),
  'unknown-cause': error('A rule that is not there', 'Name a rule of the rulebook.'),
  'consequence-cycle': error(
    'Causes that bring about each other',
    'Take the cause that is the consequence out of the other’s explains.',
  ),
  'misplaced-rule': error('An id that is not the file’s', 'Make the id family.cause for family/cause.json.'),
  'misplaced-file': error('A file that is no rule by its place', 'Move it to family/cause.json.'),
  'missing-test': error(
    'A rule without a test',
    'Write it beside the rule; culprit rules new scaffolds one.',
  ),
  'lonely-test': error('A test without a rule', 'Move it beside its rule, or delete it.'),
  'wrong-test': error('A test of another rule', 'Name the rule beside which the test stands.'),
  'look-alike-of-itself': error(
    'A look-alike in which the rule itself comes first',
    'Name the rule that comes first, or null for none of these.',
  ),
  'derived-evidence': error(
    'Evidence that nobody can submit',
    'Give the facts or outputs from which it follows: derived facts and texts are not submitted as facts.',
  ),
  'evidence-misfit': error(
    'Evidence that does not fit its fact',
    'Write a value of the fact’s schema: culprit facts show ID prints it.',
  ),
  'unknown-signal': error('A signal that the rule does not have', 'Name one of the ids of its signals.'),
  'contradictory-case': error(
    'A signal that a case states both ways',
    'Keep it on the side that the evidence of the case decides.',
  ),
  'duplicate-case': error('Two cases of one name', 'Give one of them another name.'),
} as const;

/** What can be wrong between the rules and the lock, which says what was published. */
export const lockCodes = {
  'broken-lock': error(
    'A lock that is not in the shape of one',
    'Take the last good rules.lock.json from git; only culprit rules lock writes it.',
  ),
  'content-changed': error(
    'A published version whose content changed',
    'Count its version up: a published version never changes.',
  ),
  'version-goes-back': error('A version older than the published one', 'Make it higher than the lock’s.'),
  'retired-id': error(
    'An id that was retired',
    'Give the rule another id: retired ones are never used again.',
  ),
  'rule-gone': error(
    'A published rule that is gone',
    'Bring its files back, or retire it: culprit rules lock --retire ID --reason WHY.',
  ),
  'lock-outdated': warning('A lock that does not know the newest content', 'Run culprit rules lock.'),
} as const;
