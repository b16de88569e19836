import { expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { neighborCount } from './source.ts';

const fact = 'neighbor-table.entries';
const samples = samplesOf('neighbor-count');

it.each([
  'ip neigh | wc -l',
  'ip -4 neigh show nud all | wc -l',
  'ip neigh show | grep -v FAILED | wc -l',
  'arp -an|wc -l',
])('reads what %s counted', (command) => {
  expect(valuesIn(readWith(neighborCount, '1021\n', command))).toEqual({ [fact]: 1021 });
});

it('reads the statistics of the kernel', () => {
  const text = samples['arp-cache.txt'] ?? '';
  expect(valuesIn(readWith(neighborCount, text))).toEqual({ [fact]: 1009 });
  expect(unclaimedIn(readWith(neighborCount, text), text)).toEqual([]);
});

it('takes no number of another command, and no listing', () => {
  expect(readWith(neighborCount, '1021\n', 'ip route | wc -l').findings).toEqual([]);
  expect(
    readWith(neighborCount, '10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n', 'ip neigh').findings,
  ).toEqual([]);
});
