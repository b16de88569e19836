import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { procSysNet } from './source.ts';

const text = samplesOf('proc-sys-net')['long.txt'] ?? '';
const absent = (lines: string, command: string) =>
  itemsIn(readWith(procSysNet, lines, command), 'sysctl.absent-keys');
const key = 'net.bridge.bridge-nf-call-iptables';

it('knows from a whole listing that there are no settings of bridges', () => {
  expect(absent(text, 'ls -l /proc/sys/net')).toEqual([key]);
  expect(absent('core  ipv4  ipv6  unix', 'ls /proc/sys/net/')).toEqual([key]);
  expect(absent('bridge  core  ipv4  ipv6  unix', 'ls /proc/sys/net')).toEqual([]);
});

it('claims every line', () => {
  expect(unclaimedIn(readWith(procSysNet, text, 'ls -l /proc/sys/net'), text)).toEqual([]);
});

it('leaves other listings alone', () => {
  expect(absent('core  ipv4', 'ls /proc/sys/net | grep -v bridge')).toEqual([]);
  expect(absent('core  ipv4', 'ls /tmp')).toEqual([]);
  expect(absent('', 'ls /proc/sys/net')).toEqual([]);
});
