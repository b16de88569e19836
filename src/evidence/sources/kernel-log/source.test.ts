import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kernelLog } from './source.ts';

const samples = samplesOf('kernel-log');
const messages = (text: string) => itemsIn(readWith(kernelLog, text), 'kernel.messages');

it('counts what the journal of a machine repeats, and knows the machine', () => {
  const { findings } = readWith(kernelLog, samples['journal.txt'] ?? '');
  expect(findings.map((finding) => ('item' in finding ? finding.item : null))).toEqual([
    { kind: 'neighbor-table-overflow', about: 'arp_cache', count: 2 },
    { kind: 'conntrack-table-full', about: null, count: 1 },
    { kind: 'cgroup-out-of-memory', about: 'coredns', count: 2 },
    { kind: 'syn-flooding', about: '8443', count: 1 },
    { kind: 'task-hung', about: 'etcd', count: 1 },
    { kind: 'soft-lockup', about: 'kubelet', count: 1 },
  ]);
  expect(new Set(findings.map(({ host }) => host))).toEqual(new Set(['worker-3']));
});

it('reads what dmesg prints of links, disks and limits', () => {
  expect(messages(samples['dmesg.txt'] ?? '')).toEqual([
    { kind: 'nic-reset', about: 'eno1', count: 2 },
    { kind: 'link-down', about: 'eno1', count: 1 },
    { kind: 'link-down', about: 'ens1f0', count: 1 },
    { kind: 'disk-error', about: 'sda', count: 1 },
    { kind: 'filesystem-read-only', about: 'sda1', count: 1 },
    { kind: 'device-not-released', about: 'lo', count: 1 },
    { kind: 'fork-rejected', about: '/kubepods/burstable/pod3c1', count: 1 },
    { kind: 'file-limit-reached', about: '98304', count: 1 },
    { kind: 'clocksource-unstable', about: 'tsc', count: 1 },
    { kind: 'rcu-stall', about: null, count: 1 },
    { kind: 'out-of-memory', about: 'java', count: 1 },
    { kind: 'access-denied', about: 'runc', count: 1 },
  ]);
});

it.each([
  ['[1.000001] IPv4: Neighbour table overflow.', 'neighbor-table-overflow'],
  ['kernel: ndisc_cache: neighbor table overflow!', 'neighbor-table-overflow'],
  ['ip_conntrack: table full, dropping packet.', 'conntrack-table-full'],
  ['bond0: link status definitely down for interface eth1, disabling it', 'link-down'],
  ['r8169 0000:02:00.0 enp2s0: Link is Down', 'link-down'],
  ['request_sock_TCPv6: Possible SYN flooding on port [::]:443. Dropping request.', 'syn-flooding'],
  ['TCP: out of memory -- consider tuning tcp_mem', 'tcp-memory-exhausted'],
  ['SLUB: Unable to allocate memory on node -1 (gfp=0x8020)', 'kernel-memory-leak'],
  ['XFS (dm-2): Log I/O Error Detected. Shutting down filesystem', 'disk-error'],
  ['BUG: kernel NULL pointer dereference, address: 0000000000000010', 'oops'],
])('knows %j', (text, kind) => {
  expect(messages(text)).toMatchObject([{ kind }]);
});

it('leaves no line of the samples unread, and takes no other text', () => {
  for (const text of Object.values(samples)) expect(unclaimedIn(readWith(kernelLog, text), text)).toEqual([]);
  for (const text of ['the link is down since Monday', 'requests blocked for more than 30s in the queue'])
    expect(readWith(kernelLog, text)).toMatchObject({ findings: [], understood: [] });
});
