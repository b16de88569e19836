import { error, warning } from './finding-code.ts';

/** What a rule that loads can say that its author cannot mean. */
export const lintCodes = {
  contradiction: error(
    'A condition that can never hold',
    'Take out, or put under an any, what excludes the rest: one value cannot meet all of it.',
  ),
  'never-met': error(
    'A comparison that no value of the fact meets',
    'Compare with a value, or within bounds, that the fact can have: culprit facts show ID prints its schema.',
  ),
  'always-met': warning(
    'A condition that holds of whatever is known',
    'Take it out, or ask for less: it tells nothing apart.',
  ),
  unreachable: warning(
    'A branch that what stands around it excludes',
    'Take the branch out, or move it out of the all that excludes it.',
  ),
  'repeated-condition': error(
    'Two signals that ask the same',
    'Keep one of the two: one observation would count twice.',
  ),
  'unprovable-cause': error(
    'A cause that can never come first',
    'Add a signal that speaks for it: with all of them met it stays less probable than none of these.',
  ),
  'duplicate-cause': error(
    'Two rules with the same signals',
    'Add to each what tells it from the other, or make them one rule.',
  ),
  'duplicate-title': error(
    'Two rules of one title',
    'Say in each title what is its own: an answer lists titles.',
  ),
  'repeated-reference': warning('A reference that stands twice', 'Name another page, or take it out.'),
  'secret-in-rule': error(
    'A secret in a rule or its test',
    'Put the word into its place that redaction would, such as REDACTED-password-aaaaa: what is published cannot be taken back (docs/redaction.md).',
  ),
  'slow-pattern': warning(
    'A pattern that takes exponential time on other engines',
    'Let no repetition within a repetition match the same text in two ways; RE2 runs it in linear time, others do not.',
  ),
} as const;
