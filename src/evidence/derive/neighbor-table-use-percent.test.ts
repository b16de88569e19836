import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';

const fact = 'neighbor-table.use-percent';
const entries = (value: number, host?: string) => ({
  fact: 'neighbor-table.entries',
  value,
  ...(host === undefined ? {} : { host }),
});
const limit = (value: number, host?: string) => ({
  fact: 'sysctl.net.ipv4.neigh.default.gc_thresh3',
  value,
  ...(host === undefined ? {} : { host }),
});

it('sets the entries of each machine against its own limit', () => {
  const known = derivedFrom(fact, [
    entries(1000, 'n1'),
    limit(1024, 'n1'),
    entries(12, 'n2'),
    limit(4096, 'n2'),
  ]);
  expect(known.map(({ host, value }) => [host, value])).toEqual([
    ['n1', 97.7],
    ['n2', 0.3],
  ]);
});

it('is unknown while the limit of the machine is', () => {
  expect(derivedFrom(fact, [entries(1000, 'n1'), limit(1024, 'n2')])).toEqual([]);
  expect(derivedFrom(fact, [entries(1000), limit(0)])).toEqual([]);
});
