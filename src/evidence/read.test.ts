import { describe, expect, it } from 'vitest';
import { readTranscript } from './read.ts';
import { cutTranscript } from './transcript.ts';

const readText = (text: string, command?: string) =>
  readTranscript(cutTranscript(0, command === undefined ? { text } : { text, command }));

const ifconfig = `eth0      Link encap:Ethernet  HWaddr 06:9a:70:b3:1f:d8
          inet addr:172.20.0.87  Bcast:172.20.31.255  Mask:255.255.224.0
          UP BROADCAST RUNNING MULTICAST  MTU:9001  Metric:1
`;

describe('reading a text', () => {
  it('says by which source, on which lines and about which machine a fact was found', () => {
    const { found } = readText(
      'hello\n[root@node-1 ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n',
    );
    expect(found).toEqual([
      {
        finding: { fact: 'sysctl.net.ipv4.ip_forward', value: 0, lines: [3, 3] },
        source: 'sysctl',
        text: 0,
        lines: [3, 3],
        host: 'node-1',
      },
    ]);
  });

  it('points at the command when that printed nothing', () => {
    const { found } = readText('# loaded?\n$ lsmod | grep br_netfilter\n$ uname -r\n');
    expect(found.map(({ finding, lines }) => [finding.fact, lines])).toContainEqual([
      'kernel-module.br_netfilter',
      [2, 2],
    ]);
  });

  it('points at the first line when a label gave the command', () => {
    const { found } = readText('', 'lsmod | grep br_netfilter');
    expect(found.map(({ finding, lines }) => [finding.fact, lines])).toContainEqual([
      'kernel-module.br_netfilter',
      [1, 1],
    ]);
  });

  it('counts what two sources find alike once', () => {
    const { found } = readText(ifconfig);
    expect(found.filter(({ finding }) => finding.fact === 'network.interfaces')).toHaveLength(1);
  });
});

describe('lines that nobody understood', () => {
  it('leave out prompts, comments, fences and elisions, and reach over blank lines', () => {
    const text = [
      'Some words',
      '',
      'and more',
      '# a comment',
      '```',
      '$ sysctl net.ipv4.ip_forward',
      'net.ipv4.ip_forward = 0',
      '......',
      '^C',
      'what?',
      '```',
    ];
    expect(readText(text.join('\n')).unread).toEqual([
      [1, 3],
      [10, 10],
    ]);
  });

  it('are all of a text that no source knows', () => {
    expect(readText('one\ntwo\n').unread).toEqual([[1, 2]]);
    expect(readText('').unread).toEqual([]);
  });
});
