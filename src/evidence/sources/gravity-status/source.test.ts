import { expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { gravityStatus } from './source.ts';

const samples = samplesOf('gravity-status');
const sample = (name: string): string => samples[name] ?? '';

it('finds forwarding off on the node that the check names, and on no healthy one', () => {
  const text = sample('telekube-4.txt');
  const reading = readWith(gravityStatus, text, 'gravity status');
  expect(reading.findings).toEqual([
    { fact: 'sysctl.net.ipv4.ip_forward', value: 0, lines: [6, 6], host: 'node-1' },
  ]);
  expect(unclaimedIn(reading, text)).toEqual([]);
});

it('reads the newer form, and the checks of bridge netfilter', () => {
  const text = sample('gravity-7.txt');
  const reading = readWith(gravityStatus, text);
  expect(reading.findings).toEqual([
    { fact: 'sysctl.net.ipv4.ip_forward', value: 0, lines: [8, 8], host: 'node-1' },
    {
      fact: 'sysctl.absent-keys',
      item: 'net.bridge.bridge-nf-call-iptables',
      lines: [9, 9],
      host: 'node-1',
    },
  ]);
  expect(unclaimedIn(reading, text)).toEqual([]);
});

it('makes no fact of a cluster without complaints', () => {
  const text = 'Cluster:\tdev.test\n    * node-3 (172.28.128.103)\n        Status:\thealthy';
  expect(readWith(gravityStatus, text, 'gravity status').findings).toEqual([]);
});

it('keeps to its own lines in a mixed text', () => {
  const text = `Introduction\nStatus: open\n* a point (see below)\n${sample('telekube-4.txt')}\nBehind the scenes`;
  expect(unclaimedIn(readWith(gravityStatus, text), text)).toEqual([1, 2, 3, 15]);
});
