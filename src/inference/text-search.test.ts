import { expect, it } from 'vitest';
import { TextSearch } from './text-search.ts';

const linesWith = (value: unknown, lines: string[]): number[] => {
  const search = new TextSearch();
  const condition = search.register(typeof value === 'string' ? 'includes' : 'matches', value);
  const found = search.search([{ lines, hosts: lines.map(() => null) }]).get(condition) ?? [];
  return found.map(({ line }) => line);
};

it('finds the lines that meet a condition, whatever their letter case', () => {
  const lines = ['I/O Timeout', 'no route to host', 'read: i/o timeout'];
  expect(linesWith('i/o timeout', lines)).toEqual([1, 3]);
  expect(linesWith({ pattern: '^read: .{0,9}timeout', needle: 'timeout' }, lines)).toEqual([3]);
});

it('takes the errors of Go before 1.10 for those of today, and shows them as they stand', () => {
  const old = 'dial tcp 10.96.0.1:443: getsockopt: network is unreachable';
  const value = ': connect: network is unreachable';
  expect(linesWith(value, [old])).toEqual([1]);
  const search = new TextSearch();
  const condition = search.register('includes', value);
  expect(search.search([{ lines: [old], hosts: [null] }]).get(condition)).toMatchObject([{ content: old }]);
});
