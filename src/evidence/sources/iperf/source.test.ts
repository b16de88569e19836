import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { iperf } from './source.ts';

const samples = samplesOf('iperf');
const probes = (text = '') => itemsIn(readWith(iperf, text), 'udp.probes');

describe('whole outputs', () => {
  it.each([
    ['iperf2-client-lost.txt', { target: '172.28.128.103', port: 8472, acknowledged: false }],
    ['iperf2-client.txt', { target: '10.0.0.12', port: 5001, acknowledged: true, lossPercent: 1.1 }],
    ['iperf2-server.txt', { target: '10.0.0.12', port: 8472, acknowledged: true, lossPercent: 0 }],
    ['iperf3-lost.txt', { target: '10.0.0.12', port: 5201, acknowledged: false, lossPercent: 100 }],
  ])('are read: %s', (name, probe) => {
    const text = samples[name] ?? '';
    expect(probes(text)).toEqual([probe]);
    expect(unclaimedIn(readWith(iperf, text), text)).toEqual([]);
  });

  it('are told apart when they follow each other', () => {
    expect(probes(`${samples['iperf2-client-lost.txt']}\n${samples['iperf2-client.txt']}`)).toHaveLength(2);
  });
});

it('understands the warning alone, whose far end nobody names', () => {
  expect(probes('[  3] WARNING: did not receive ack of last datagram after 10 tries.')).toEqual([
    { target: null, port: null, acknowledged: false },
  ]);
});

it('names the far end by the stream when the head is missing', () => {
  const text = [
    '[  3] local 10.0.0.11 port 37012 connected with 10.0.0.12 port 8472',
    '[  3] WARNING: did not receive ack of last datagram after 10 tries.',
  ].join('\n');
  expect(probes(text)).toEqual([{ target: '10.0.0.12', port: 8472, acknowledged: false }]);
});

describe('what is no statement about the way', () => {
  it.each([
    ['a server that waits', 'Server listening on UDP port 8472\nReceiving 1470 byte datagrams'],
    ['a stream without its end', 'Client connecting to 10.0.0.12, UDP port 8472\n[  3] Sent 2 datagrams'],
    [
      'a closed port',
      `Client connecting to 10.0.0.12, UDP port 8472\nread failed: Connection refused\n[  3] WARNING: did not receive ack of last datagram after 10 tries.`,
    ],
    ['no server', 'iperf3: error - unable to connect to server: Connection refused'],
    [
      'TCP',
      'Client connecting to 10.0.0.12, TCP port 5001\n[  3]  0.0-10.0 sec  1.10 GBytes   941 Mbits/sec',
    ],
  ])('yields nothing, and is understood: %s', (_, text) => {
    expect(probes(text)).toEqual([]);
    expect(unclaimedIn(readWith(iperf, text), text)).toEqual([]);
  });
});

it('leaves what others print alone', () => {
  const text = [
    'iperf -c 172.28.128.103 -u -p 8472 -b 1K',
    '* Connected to 10.0.0.1 (10.0.0.1) port 443 (#0)',
    '------------------------------------------------------------',
    '5 packets transmitted, 0 packets received, 100% packet loss',
    'write failed: Broken pipe',
    '[ERROR] 3/4 (75%) of the checks failed',
  ].join('\n');
  expect(readWith(iperf, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
