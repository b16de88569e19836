import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { socketCounts } from './source.ts';

const samples = samplesOf('socket-counts');
const counted = (text: string, command: string | null = null) =>
  itemsIn(readWith(socketCounts, text, command), 'sockets.counts');

it('reads counts by state and far end, in either order', () => {
  const text = samples['ss-uniq.txt'] ?? '';
  expect(counted(text)).toEqual([
    { state: 'ESTAB', peer: '192.0.2.10:443', count: 28102 },
    { state: 'TIME-WAIT', peer: '192.0.2.10:443', count: 41 },
    { state: 'ESTAB', peer: '10.0.4.2:5432', count: 12 },
  ]);
  expect(unclaimedIn(readWith(socketCounts, text), text)).toEqual([]);
  expect(counted('  27000 192.0.2.10:443 TIME_WAIT')).toEqual([
    { state: 'TIME-WAIT', peer: '192.0.2.10:443', count: 27000 },
  ]);
});

it('reads counts by state, and the summary of ss', () => {
  expect(counted('  311 ESTABLISHED\n 28000 TIME_WAIT')).toEqual([
    { state: 'ESTAB', peer: null, count: 311 },
    { state: 'TIME-WAIT', peer: null, count: 28000 },
  ]);
  expect(counted('TCP:   29533 (estab 28311, closed 1102, orphaned 0, timewait 1101)')).toEqual([
    { state: 'ESTAB', peer: null, count: 28311 },
    { state: 'TIME-WAIT', peer: null, count: 1101 },
  ]);
});

it('reads a single count, and takes the rest from the command', () => {
  expect(counted('27911\n', 'ss -tan state time-wait dst 10.0.0.8:443 | wc -l')).toEqual([
    { state: 'TIME-WAIT', peer: '10.0.0.8:443', count: 27911 },
  ]);
});

it.each([
  ['net.ipv4.ip_local_port_range = 32768\t60999', 'sysctl net.ipv4.ip_local_port_range'],
  ['net.ipv4.ip_local_port_range = 32768\t60999', null],
  ['32768\t60999', 'cat /proc/sys/net/ipv4/ip_local_port_range'],
])('reads the range of ports from %j', (text, command) => {
  expect(valuesIn(readWith(socketCounts, text, command))).toEqual({ 'ephemeral-ports.available': 28232 });
});

it('takes no other numbers', () => {
  expect(readWith(socketCounts, '12 apples\n3 ESTAB of many things\n32768 60999\n').findings).toEqual([]);
});
