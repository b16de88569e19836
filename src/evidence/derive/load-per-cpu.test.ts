import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';

const fact = 'load.per-cpu';

it('divides the load of a machine by its CPUs', () => {
  const known = derivedFrom(fact, [
    { fact: 'load.five-minutes', value: 31, host: 'n1' },
    { fact: 'cpu.count', value: 4, host: 'n1' },
  ]);
  expect(known.map(({ host, value }) => [host, value])).toEqual([['n1', 7.75]]);
});

it('is unknown while the CPUs are', () => {
  const load = { fact: 'load.five-minutes', value: 31, host: 'n1' };
  expect(derivedFrom(fact, [load])).toEqual([]);
  expect(derivedFrom(fact, [load, { fact: 'cpu.count', value: 4, host: 'n2' }])).toEqual([]);
});
