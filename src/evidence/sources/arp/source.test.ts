import { expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { arp } from './source.ts';

const samples = samplesOf('arp');
const entries = (text = '', command?: string) => itemsIn(readWith(arp, text, command), 'arp.entries');

it('reads the table with its lines, masked addresses included', () => {
  expect(readWith(arp, samples['net-tools-e.txt'] ?? '', 'arp -e            ')).toMatchObject({
    findings: [
      {
        item: { address: '***.24.69.222', mac: 'b4:05:5d:7d:89:3a', interface: 'bond0.169' },
        lines: [2, 2],
      },
    ],
    understood: [[1, 1]],
    unreadable: [],
  });
});

it('reads entries that are incomplete, permanent, or shown by name', () => {
  expect(entries(samples['net-tools-n.txt'])).toEqual([
    { address: '10.244.2.0', mac: '8a:1f:90:3c:11:0e', interface: 'flannel.1', state: 'PERMANENT' },
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1' },
    { address: '192.168.56.13', mac: null, interface: 'eth1', state: 'INCOMPLETE' },
    { address: '_gateway', mac: '52:54:00:12:35:02', interface: 'eth0' },
  ]);
});

it('reads the sentences of arp -a on Linux', () => {
  expect(entries(samples['net-tools-a.txt'])).toEqual([
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1' },
    { address: '192.168.56.13', mac: null, interface: 'eth1', state: 'INCOMPLETE' },
    { address: '192.168.56.14', mac: '08:00:27:11:22:33', interface: 'eth1', state: 'PERMANENT' },
  ]);
});

it('reads busybox, which prints two spaces before the interface', () => {
  expect(entries('? (172.17.0.1) at 02:42:9b:fa:a8:00 [ether]  on eth0')).toEqual([
    { address: '172.17.0.1', mac: '02:42:9b:fa:a8:00', interface: 'eth0' },
  ]);
});

it('fills the zeros that macOS leaves out, and passes over multicast', () => {
  expect(entries(samples['macos-a.txt'])).toEqual([
    { address: '192.168.64.1', mac: '00:1c:42:00:00:18', interface: 'en0' },
    { address: '192.168.64.9', mac: null, interface: 'en0', state: 'INCOMPLETE' },
  ]);
});

it('writes the dashes of Windows as colons, and passes over broadcast and multicast', () => {
  expect(entries(samples['windows-a.txt'])).toEqual([
    { address: '192.168.1.1', mac: '00:1a:2b:3c:4d:5e', interface: null },
    { address: '192.168.1.222', mac: 'b4:05:5d:7d:89:3a', interface: null, state: 'PERMANENT' },
  ]);
});

it('reads the file of the kernel', () => {
  expect(entries(samples['proc-net-arp.txt'])).toEqual([
    { address: '192.168.56.12', mac: '08:00:27:4c:1d:b2', interface: 'eth1' },
    { address: '192.168.56.13', mac: null, interface: 'eth1', state: 'INCOMPLETE' },
    { address: '10.244.2.0', mac: '8a:1f:90:3c:11:0e', interface: 'flannel.1', state: 'PERMANENT' },
  ]);
});

it.each(Object.entries(samples))('claims every line of %s but elisions', (_, text) => {
  const left = unclaimedIn(readWith(arp, text), text).map((number) => text.split('\n')[number - 1]);
  expect(left.filter((line) => line !== '......')).toEqual([]);
});

it('knows that the cache is empty when Windows says so', () => {
  expect(emptyIn(readWith(arp, 'No ARP Entries Found.'))).toEqual(['arp.entries']);
});

it('reports a row that was cut off', () => {
  expect(readWith(arp, '10.0.0.1                 ether   b4:05:5d').unreadable).toEqual([[1, 1]]);
});

it('leaves what others print alone', () => {
  const text = [
    '    link/ether 38:68:dd:4f:e7:e8 brd ff:ff:ff:ff:ff:ff',
    '        ether 02:42:9b:fa:a8:00  txqueuelen 0  (Ethernet)',
    '10.0.0.1 dev eth0 lladdr 38:68:dd:4f:e7:e8 REACHABLE',
    '[root@node-3 ~]# arp -d 10.0.0.222',
    'the ether type differs at the switch',
    'look (10.0.0.1) at once',
    'eth1 is ether then',
  ].join('\n');
  expect(readWith(arp, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
