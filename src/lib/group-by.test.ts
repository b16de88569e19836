import { expect, it } from 'vitest';
import { groupBy } from './group-by.ts';

it('keeps the order of keys and of the entries of a key', () => {
  expect([...groupBy(['b1', 'a1', 'b2'], (entry) => entry[0])]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
