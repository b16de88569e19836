import { expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { conntrack } from './source.ts';

const samples = samplesOf('conntrack');
const values = (text = '', command?: string) => valuesIn(readWith(conntrack, text, command));

it('adds the counters of all processors up', () => {
  expect(values(samples['statistics.txt'])).toEqual({
    'conntrack.insert-failed': 61,
    'conntrack.drops': 60,
    'conntrack.early-drops': 3,
    'conntrack.invalid': 5501,
  });
});

it("reads the kernel's own table, which is hexadecimal", () => {
  expect(values(samples['proc-stat.txt'])).toEqual({
    'conntrack.insert-failed': 10,
    'conntrack.drops': 3,
    'conntrack.early-drops': 0,
    'conntrack.invalid': 31,
  });
});

it('knows how many connections are tracked', () => {
  const fact = 'sysctl.net.netfilter.nf_conntrack_count';
  expect(values('262101', 'conntrack -C')).toEqual({ [fact]: 262_101 });
  expect(values('conntrack v1.4.6 (conntrack-tools): 65530 flow entries have been shown.')).toEqual({
    [fact]: 65_530,
  });
  expect(values('conntrack v1.4.6 (conntrack-tools): 0 flow entries have been shown.')).toEqual({});
  expect(values('262101')).toEqual({});
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(conntrack, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = 'node_nf_conntrack_stat_insert_failed 12\ncpu=half\n# insert_failed is high';
  expect(readWith(conntrack, text)).toMatchObject({ findings: [], understood: [] });
});
