import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countKeys, holdsMoreValues } from './json-text.ts';

/** Values in a value, itself counted; an empty list or object holds none, and counts as two. */
function count(value: unknown): number {
  if (value === null || typeof value !== 'object') return 1;
  const inner: unknown[] = Object.values(value);
  return inner.reduce((sum: number, one) => sum + count(one), 1 + (inner.length === 0 ? 1 : 0));
}

it('counts values by commas and brackets, and none within strings', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const values = count(JSON.parse(text));
      // An opening bracket stands for its list and for the first value in it, as does the beginning of the text.
      expect(holdsMoreValues(`${text}${' '.repeat(values)}`, values)).toBe(false);
    }),
  );
  expect(holdsMoreValues('[0,0,0,0]   ', 4)).toBe(true);
  expect(holdsMoreValues('[0,0,0,0]   ', 5)).toBe(false);
  expect(holdsMoreValues('["[[,,\\",,{{"]      ', 2)).toBe(false);
  expect(holdsMoreValues('[[[[[[[[', 5)).toBe(true);
});

it('ends with a text that is no JSON', () => {
  expect(holdsMoreValues('[1,"abc', 5)).toBe(false);
  expect(holdsMoreValues('","', 2)).toBe(false);
});

it('counts keys, but not the strings that look like them', () => {
  expect(countKeys('{"a":{"b" :"c:"},"d":["e"]}')).toBe(3);
});
