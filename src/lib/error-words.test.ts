import { expect, it } from 'vitest';
import { errorWords } from './error-words.ts';

it.each([
  [
    'a detail that the message has as a line',
    'it does not load:\n  a.json#: is no rule',
    'a.json#',
    'is no rule',
  ],
  ['one that is the message', '/limit is not known', '/limit', 'is not known'],
  ['one that is the message with its full stop', 'There is none.', '', 'There is none.'],
  ['one that the message ends with a full stop', 'It takes a number.', '', 'It takes a number'],
])('says once: %s', (_, message, pointer, words) => {
  expect(errorWords({ message, details: [{ pointer, message: words }] })).toBe(message);
});

it('says what the message leaves out', () => {
  const details = [
    { pointer: '/a', message: 'is wrong' },
    { pointer: '', message: 'all of it' },
  ];
  expect(errorWords({ message: 'It does not fit.', details })).toBe(
    'It does not fit.\n  /a is wrong\n  all of it',
  );
});
