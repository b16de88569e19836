import { error } from './finding-code.ts';

/** What can be wrong with a file's text and shape, whatever it means. */
export const documentCodes = {
  'broken-json': error(
    'The text is not JSON',
    'Mend the text where the finding points; comments and commas behind the last item are not JSON.',
  ),
  'duplicate-key': error('A key stands twice in one object', 'Keep one of the two.'),
  'forbidden-key': error(
    'A key that reaches an object’s prototype',
    'Take the key out: __proto__, constructor and prototype are names of nothing here.',
  ),
  'too-long': error(
    'The file is longer than is read',
    'Shorten it: 64 KiB for a rule, 1 MiB for a test or a file of shared conditions.',
  ),
  'too-deep': error(
    'Nested deeper than is read',
    'Move the inner conditions to a shared condition, or say the same with fewer levels.',
  ),
  'missing-property': error(
    'A property is missing',
    'Add it; docs/rules.md shows a whole rule and a whole test.',
  ),
  'unknown-property': error(
    'A property that nothing reads',
    'Take it out, or spell it as docs/rules.md does.',
  ),
  'condition-path': error(
    'json-rules-engine’s path or params in a condition',
    'Name the fact whose value you mean; hasItem asks for properties of a list’s items.',
  ),
  'condition-priority': error(
    'json-rules-engine’s priority',
    'Take it out: all conditions are evaluated, and their order changes nothing.',
  ),
  'engine-callback': error(
    'json-rules-engine’s event or callback',
    'Take it out: a rule is data, and what it concludes is the cause itself.',
  ),
  'unknown-fact': error('A fact that is not in the catalogue', 'Use one of those that culprit facts lists.'),
  'unknown-operator': error('An operator that does not exist', 'Use one of the table in docs/rules.md.'),
  'unknown-likelihood': error(
    'A word for a likelihood that does not exist',
    'Use always, almost-always, usually, often, sometimes, rarely, almost-never or never.',
  ),
  'unknown-word': error(
    'A word that is none of those allowed',
    'Use one of the words that the message lists.',
  ),
  'excluding-keys': error(
    'Keys that exclude each other',
    'Keep one: a condition is an all, an any, a not, a condition, or fact, operator and value; a step runs or does.',
  ),
  'empty-object': error('An object without anything in it', 'Say what is meant, or take it out.'),
  'empty-group': error(
    'An all or any without conditions',
    'Put a condition into it, or take it out: an empty all would always hold, an empty any never.',
  ),
  'missing-references': error(
    'Too few references',
    'Name two at least: documentation, the source that prints the message, a solved incident.',
  ),
  'empty-list': error('A list with too few items', 'Add what the message asks for.'),
  'over-limit': error(
    'A list or text beyond its limit',
    'Shorten it, or share conditions and split the list.',
  ),
  'wrong-type': error('A value of the wrong type', 'Write the type that the message names.'),
  'wrong-value': error('A value outside what is allowed', 'Write a value as the message describes it.'),
} as const;
