import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'conntrack.usage-percent';
const count = (value: number, host = 'node-1'): SubmittedFact => ({
  fact: 'sysctl.net.netfilter.nf_conntrack_count',
  value,
  host,
});
const limit = (value: number, host = 'node-1'): SubmittedFact => ({
  fact: 'sysctl.net.netfilter.nf_conntrack_max',
  value,
  host,
});

it('is the share of the table that is taken', () => {
  expect(derivedFrom(fact, [count(131_000), limit(131_072)])).toMatchObject([
    { host: 'node-1', value: 99.9 },
  ]);
});

it('is unknown while the numbers are of different machines, or the limit is none', () => {
  expect(derivedFrom(fact, [count(131_000), limit(131_072, 'node-2')])).toEqual([]);
  expect(derivedFrom(fact, [count(131_000), limit(0)])).toEqual([]);
});
