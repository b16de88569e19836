import { expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ipNeighbour } from './source.ts';

const samples = samplesOf('ip-neighbour');
const entries = (text = '', command?: string) => itemsIn(readWith(ipNeighbour, text, command), 'arp.entries');

it('reads entries in every state, and passes over those of tunnels', () => {
  expect(entries(samples['show.txt'])).toEqual([
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1', state: 'REACHABLE' },
    { address: '192.168.56.13', mac: null, interface: 'eth1', state: 'FAILED' },
    { address: '192.168.56.14', mac: null, interface: 'eth1', state: 'INCOMPLETE' },
    { address: '***.24.69.222', mac: 'b4:05:5d:7d:89:3a', interface: 'bond0.169', state: 'STALE' },
    { address: '10.244.2.0', mac: '8a:1f:90:3c:11:0e', interface: 'flannel.1', state: 'PERMANENT' },
    { address: '10.0.2.2', mac: '52:54:00:12:35:02', interface: 'eth0', state: 'DELAY' },
    { address: 'fe80::2', mac: '52:56:00:00:00:02', interface: 'eth0', state: 'STALE' },
  ]);
});

it('reads what -s adds', () => {
  expect(entries(samples['statistics.txt'])).toEqual([
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1', state: 'REACHABLE' },
    { address: '192.168.56.13', mac: null, interface: 'eth1', state: 'FAILED' },
  ]);
});

it('reads JSON, on one line and on many', () => {
  const expected = [
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1', state: 'REACHABLE' },
    { address: '192.168.56.13', mac: null, interface: 'eth1', state: 'FAILED' },
    { address: 'fe80::2', mac: '52:56:00:00:00:02', interface: 'eth0', state: 'STALE' },
  ];
  const pretty = JSON.stringify(JSON.parse(samples['json.txt'] ?? ''), null, 4);
  expect(entries(samples['json.txt'], 'ip -j neigh')).toEqual(expected);
  expect(entries(pretty, 'ip -j -p neigh')).toEqual(expected);
  expect(readWith(ipNeighbour, pretty).findings[1]?.lines).toEqual([10, 16]);
});

it('takes the interface from the command that names it', () => {
  expect(entries('192.168.56.12 lladdr 08:00:27:4c:1d:b2 STALE', 'ip neigh show dev eth1')).toEqual([
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1', state: 'STALE' },
  ]);
});

it('knows an empty cache only when all of it was asked for', () => {
  const empty = (command: string) => emptyIn(readWith(ipNeighbour, '', command));
  expect(empty('ip neigh show')).toEqual(['arp.entries']);
  expect(empty('ip -4 n')).toEqual(['arp.entries']);
  expect(empty('ip neigh show 10.0.0.5')).toEqual([]);
  expect(empty('ip neigh | grep FAILED')).toEqual([]);
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(ipNeighbour, text), text)).toEqual([]);
});

it('reports an entry that was cut off', () => {
  expect(readWith(ipNeighbour, '10.0.0.1 dev eth0 lladdr 08:00').unreadable).toEqual([[1, 1]]);
});

it('leaves what others print alone', () => {
  const text =
    '10.0.0.0/24 dev eth0 proto kernel scope link\nkubelet.service FAILED\n10.0.0.1 FAILED\n[{"a":1}]';
  expect(readWith(ipNeighbour, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
