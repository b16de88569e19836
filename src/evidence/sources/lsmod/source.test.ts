import { describe, expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { kernelModules } from '../../../facts/host.ts';
import { lsmod } from './source.ts';

const samples = samplesOf('lsmod');
const values = (text = '', command?: string) => valuesIn(readWith(lsmod, text, command));

describe('a whole listing', () => {
  const whole = {
    'kernel-module.br_netfilter': false,
    'kernel-module.overlay': true,
    'kernel-module.vxlan': true,
    'kernel-module.ipip': false,
    'kernel-module.ip_vs': false,
    'kernel-module.nf_conntrack': true,
    'kernel-module.iptable_nat': false,
    'kernel-module.wireguard': false,
  };

  it('tells of every module that matters whether it is loaded', () => {
    expect(values(samples['whole.txt'], 'lsmod')).toEqual(whole);
    expect(values(samples['whole.txt'])).toEqual(whole);
  });

  it('may be the file of the kernel', () => {
    const read = values(samples['proc-modules.txt'], 'cat /proc/modules');
    expect(Object.keys(read)).toHaveLength(kernelModules.length);
    expect(read).toMatchObject({ 'kernel-module.br_netfilter': true, 'kernel-module.vxlan': false });
  });

  it('is none when lines were left out, filtered or are few', () => {
    const excerpt = 'Module                  Size  Used by\noverlay               151552  13';
    const shown = { 'kernel-module.overlay': true };
    expect(values(excerpt)).toEqual(shown);
    expect(values(`${excerpt}\n......`, 'lsmod')).toEqual(shown);
    expect(values(excerpt, 'lsmod | head -2')).toEqual(shown);
  });

  it.each(Object.entries(samples))('leaves no line of %s unread', (_, text) => {
    expect(unclaimedIn(readWith(lsmod, text), text)).toEqual([]);
  });
});

describe('a listing through grep', () => {
  it('tells only of what it shows and of what was asked for', () => {
    expect(values(samples['grep-bridge.txt'], 'lsmod | grep br_netfilter')).toEqual({
      'kernel-module.br_netfilter': true,
    });
    expect(values(samples['grep-bridge.txt'], "lsmod | grep -E 'br_netfilter|overlay'")).toEqual({
      'kernel-module.br_netfilter': true,
      'kernel-module.overlay': false,
    });
  });

  it('that prints nothing tells that the module is not loaded', () => {
    const { findings } = readWith(lsmod, '', 'lsmod | grep br_netfilter');
    expect(findings).toEqual([{ fact: 'kernel-module.br_netfilter', value: false, lines: [0, 0] }]);
    const both = 'lsmod | grep vxlan; grep vxlan /lib/modules/$(uname -r)/modules.builtin';
    expect(values('', both)).toEqual({ 'kernel-module.vxlan': false });
    expect(values('\nSo it is not there.', 'lsmod | egrep -i "ip_vs|nf_conntrack"')).toEqual({
      'kernel-module.ip_vs': false,
      'kernel-module.nf_conntrack': false,
    });
  });

  it.each([
    'lsmod | grep overlay; systemctl stop kubelet',
    'lsmod | grep -q br_netfilter',
    'lsmod | grep -v overlay',
    'lsmod',
    'lsmod | grep netfilter',
    'cat x | grep overlay',
  ])('that may print nothing for another reason tells nothing: %s', (command) => {
    expect(values('', command)).toEqual({});
  });

  it('is recognised by a known module alone', () => {
    expect(values(samples['grep-bridge.txt'])).toEqual({ 'kernel-module.br_netfilter': true });
  });
});

it('leaves what others print alone', () => {
  const text = [
    'overlay         41921540 17583156  24338384  42% /var/lib/docker/overlay2',
    'eth0 1500 0 103421 0 0 0',
    'restarts 1200 4',
    'modprobe br_netfilter',
    '# vxlan 8472 1 is open',
  ].join('\n');
  expect(readWith(lsmod, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});

it('takes a module for not loaded when the pattern would have shown it beside others', () => {
  const rows = 'bridge                311296  0\nstp                    16384  1 bridge';
  const loaded = (command: string) => readWith(lsmod, rows, command).findings.map(({ fact }) => fact);
  expect(loaded("lsmod | grep -E 'bridge|netfilter'")).toContain('kernel-module.br_netfilter');
  expect(loaded("lsmod | grep -wE 'bridge|netfilter'")).not.toContain('kernel-module.br_netfilter');
  expect(loaded("lsmod | grep -E 'bridge|^stp'")).not.toContain('kernel-module.br_netfilter');
});
