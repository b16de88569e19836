import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ping } from './source.ts';

const samples = samplesOf('ping');
const results = (text = '', command?: string) => itemsIn(readWith(ping, text, command), 'ping.results');
const answered = { target: '10.0.0.1', transmitted: 2, received: 2, lossPercent: 0 };

describe('whole outputs', () => {
  it.each([
    [
      'iputils.txt',
      { target: '***.24.69.222', payloadBytes: 56, transmitted: 3, received: 3, lossPercent: 0 },
    ],
    [
      'iputils-unreachable.txt',
      {
        target: '172.28.21.3',
        payloadBytes: 56,
        transmitted: 4,
        received: 0,
        lossPercent: 100,
        error: 'host-unreachable',
      },
    ],
    [
      'busybox-interrupted.txt',
      { target: '10.244.1.4', payloadBytes: 56, transmitted: 5, received: 0, lossPercent: 100 },
    ],
    ['busybox.txt', { target: '10.96.0.1', payloadBytes: 56, transmitted: 2, received: 2, lossPercent: 0 }],
    [
      'windows.txt',
      {
        target: '192.168.1.12',
        payloadBytes: 32,
        transmitted: 4,
        received: 0,
        lossPercent: 100,
        error: 'host-unreachable',
      },
    ],
    [
      'not-permitted.txt',
      {
        target: '10.0.0.9',
        payloadBytes: 56,
        transmitted: 2,
        received: 0,
        lossPercent: 100,
        error: 'not-permitted',
      },
    ],
  ])('are read: %s', (name, result) => {
    const text = samples[name] ?? '';
    expect(results(text)).toEqual([result]);
    expect(unclaimedIn(readWith(ping, text), text)).toEqual([]);
  });

  it('are told apart when they follow each other', () => {
    const text = `${samples['iputils.txt']}\n${samples['busybox-interrupted.txt']}`;
    const reading = readWith(ping, text);
    expect(reading.findings.map(({ lines }) => lines)).toEqual([
      [1, 8],
      [10, 12],
    ]);
  });

  it('count a refusal by a router on the way as a loss', () => {
    const text =
      'PING 10.9.9.9 (10.9.9.9): 56 data bytes\n36 bytes from gateway (10.0.0.1): Destination Host Unreachable\nRequest timeout for icmp_seq 0';
    expect(results(text)).toEqual([
      {
        target: '10.9.9.9',
        payloadBytes: 56,
        transmitted: 2,
        received: 0,
        lossPercent: 100,
        error: 'host-unreachable',
      },
    ]);
  });

  it('say how large the packets are', () => {
    const text = '$ ping -M do -s 1472 10.0.0.1\nPING 10.0.0.1 (10.0.0.1) 1472(1500) bytes of data.';
    const statistics = '--- 10.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss';
    expect(results(`${text}\n${statistics}`)).toEqual([{ ...answered, payloadBytes: 1472 }]);
  });

  it('of IPv6 name the address', () => {
    const text =
      'PING one.example(2001:db8::1 (2001:db8::1)) 56 data bytes\n64 bytes from 2001:db8::1: icmp_seq=1 ttl=57 time=9 ms';
    expect(results(text)).toEqual([
      { target: '2001:db8::1', payloadBytes: 56, transmitted: 1, received: 1, lossPercent: 0 },
    ]);
  });
});

describe('excerpts', () => {
  it('may hold the statistics alone', () => {
    expect(
      results(
        '--- 10.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1ms',
      ),
    ).toEqual([answered]);
  });

  it('may hold replies alone, whose gaps are losses', () => {
    const text =
      '64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=1 ms\n64 bytes from 10.0.0.1: icmp_seq=4 ttl=64 time=1 ms';
    expect(results(text)).toEqual([{ target: '10.0.0.1', transmitted: 4, received: 2, lossPercent: 50 }]);
  });

  it('take the target from the command when no line names it', () => {
    const text = '5 packets transmitted, 0 received, 100% packet loss, time 4096ms';
    expect(results(text, 'ping -c 5 -W 1 10.0.0.7')).toEqual([
      { target: '10.0.0.7', transmitted: 5, received: 0, lossPercent: 100 },
    ]);
    expect(readWith(ping, text).unreadable).toEqual([[1, 1]]);
  });

  it('that end before an answer could come say nothing', () => {
    const reading = readWith(ping, 'PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.');
    expect(reading).toMatchObject({ findings: [], understood: [[1, 1]] });
  });
});

describe('what ping says before it sends', () => {
  const refused = (target: string, error: string) => ({
    target,
    transmitted: 0,
    received: 0,
    lossPercent: 100,
    error,
  });

  it.each([
    'ping: unknown host node-9',
    'ping: node-9: Name or service not known',
    'ping: node-9: Temporary failure in name resolution',
    "ping: bad address 'node-9'",
    'ping: cannot resolve node-9: Unknown host',
    'Ping request could not find host node-9. Please check the name and try again.',
  ])('names the host that has no address: %s', (text) => {
    expect(results(text)).toEqual([refused('node-9', 'name-not-resolved')]);
  });

  it('tells that there is no route, to the target of the command', () => {
    expect(results('connect: Network is unreachable', 'ping -c1 10.96.0.1')).toEqual([
      refused('10.96.0.1', 'net-unreachable'),
    ]);
    expect(results('ping: connect: Network is unreachable', 'ping 10.96.0.1')).toEqual([
      refused('10.96.0.1', 'net-unreachable'),
    ]);
  });

  it('is no statement about the network when ping may not open a socket', () => {
    const reading = readWith(ping, 'ping: socket: Operation not permitted', 'ping 10.0.0.1');
    expect(reading).toMatchObject({ findings: [], understood: [[1, 1]] });
  });
});

it('leaves prose and other programs alone', () => {
  const text = [
    'There is 100% packet loss between pod IPs either with lost packets or destination host unreachable.',
    '[root@***-24-69-3 ~]# ping ***.24.69.222',
    'connect: Network is unreachable',
    'Reply from the vendor is pending',
    '^C',
    '60 bytes from 00:50:56:a1:4e:20 (172.29.6.161): index=0 time=391.882 usec',
    '4 packets transmitted, 8 packets received,   0% unanswered (4 extra)',
    'mapping: unknown host 10.0.0.1',
  ].join('\n');
  expect(readWith(ping, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
