import { expect, it } from 'vitest';
import { wordTable } from './word-table.ts';

it('knows its own words and none that every object has', () => {
  const table = wordTable({ DROP: 'dropped' });
  expect(table['DROP']).toBe('dropped');
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(table[word]).toBeUndefined();
});
