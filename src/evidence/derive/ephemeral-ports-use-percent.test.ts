import { expect, it } from 'vitest';
import { derivedFrom, valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'ephemeral-ports.use-percent';
const counts = (peer: string | null, ...count: number[]) => ({
  fact: 'sockets.counts',
  value: count.map((one, at) => ({ state: ['ESTAB', 'TIME-WAIT'][at] ?? null, peer, count: one })),
  host: 'n1',
});

it('adds up the states of the busiest far end, against the range of the machine', () => {
  const range = { fact: 'ephemeral-ports.available', value: 10_000, host: 'n1' };
  const known = derivedFrom(fact, [counts('10.0.0.8:443', 9000, 500), range]);
  expect(known.map(({ host, value }) => [host, value])).toEqual([['n1', 95]]);
});

it('takes the default of the kernel when the range is unknown', () => {
  expect(valuesFrom(fact, [counts('10.0.0.8:443', 28_232)])).toEqual([100]);
});

it('is unknown of counts that name no far end', () => {
  expect(valuesFrom(fact, [counts(null, 28_232)])).toEqual([]);
});
