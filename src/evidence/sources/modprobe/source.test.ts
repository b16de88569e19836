import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { modprobe } from './source.ts';

const samples = samplesOf('modprobe');
const missing = (text = '') => itemsIn(readWith(modprobe, text), 'kernel-module.missing');

it('names the modules that could not be found', () => {
  expect(missing(samples['missing.txt'])).toEqual(['br_netfilter', 'vxlan']);
  expect(missing(samples['busybox.txt'])).toEqual(['ip_vs']);
});

it.each([
  'FATAL: Module br_netfilter not found.',
  'modprobe: FATAL: Module br_netfilter not found.',
  'modprobe: FATAL: Module br-netfilter not found in directory /lib/modules/4.9.0',
  "modprobe: module 'br_netfilter' not found in modules.dep",
  'modinfo: ERROR: Module br_netfilter not found.',
  'Mar 01 10:00:00 node-1 systemd-modules-load[412]: modprobe: FATAL: Module br_netfilter not found in directory /lib/modules/6.1',
])('reads %j', (text) => {
  expect(missing(text)).toEqual(['br_netfilter']);
});

it('passes over the module that only holds the configuration of the kernel', () => {
  const text = 'modprobe: FATAL: Module configs not found in directory /lib/modules/4.19.0-6-amd64';
  expect(readWith(modprobe, text)).toMatchObject({ findings: [], understood: [[1, 1]] });
});

it('understands other failures without calling the module missing', () => {
  const text = "modprobe: ERROR: could not insert 'ip_vs': Operation not permitted";
  expect(readWith(modprobe, text)).toMatchObject({ findings: [], understood: [[1, 1]] });
});

it('knows what is built into the kernel', () => {
  const command = 'cat /lib/modules/$(uname -r)/modules.builtin | grep netfilter';
  const expected = { 'kernel-module.br_netfilter': true, 'kernel-module.nf_conntrack': true };
  expect(valuesIn(readWith(modprobe, samples['builtin.txt'] ?? '', command))).toEqual(expected);
  expect(valuesIn(readWith(modprobe, samples['builtin.txt'] ?? ''))).toEqual(expected);
  const prefixed = '/lib/modules/5.15.0/modules.builtin:kernel/net/bridge/br_netfilter.ko';
  expect(valuesIn(readWith(modprobe, prefixed))).toEqual({ 'kernel-module.br_netfilter': true });
});

it('does not take modules that lie on the disk for built-in ones', () => {
  const paths =
    '/lib/modules/5.15.0/kernel/net/bridge/br_netfilter.ko\nkernel/net/bridge/br_netfilter.ko: kernel/net/bridge/bridge.ko';
  expect(readWith(modprobe, paths).findings).toEqual([]);
  const listed = readWith(
    modprobe,
    'kernel/net/bridge/br_netfilter.ko',
    'cat /lib/modules/5.15.0/modules.order',
  );
  expect(listed.findings).toEqual([]);
});

it.each(Object.entries(samples))('leaves no line of %s unread', (_, text) => {
  expect(unclaimedIn(readWith(modprobe, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text =
    'modprobe br_netfilter\nnode module not found in directory listing\nError: Cannot find module br_netfilter';
  expect(readWith(modprobe, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
