import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { conntrackFlows } from './source.ts';

const table = samplesOf('conntrack-flows')['table.txt'] ?? '';

it('reads to whom a flow was sent, and who is to answer', () => {
  const reading = readWith(conntrackFlows, table, 'conntrack -L');
  expect(itemsIn(reading, 'conntrack.flows')).toEqual([
    { protocol: 'udp', destination: '10.96.0.53', port: 514, answerer: '10.244.1.77', unreplied: true },
    { protocol: 'tcp', destination: '10.96.0.1', port: 443, answerer: '10.0.0.11', unreplied: false },
  ]);
  expect(unclaimedIn(reading, table)).toEqual([4]);
});
