import { describe, expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { tcpdump } from './source.ts';

const samples = samplesOf('tcpdump');
const syns = (text = '') => itemsIn(readWith(tcpdump, text), 'capture.unanswered-syns');
const requests = (text = '') => itemsIn(readWith(tcpdump, text), 'capture.unanswered-arp-requests');
const flows = (text = '') => itemsIn(readWith(tcpdump, text), 'capture.encapsulated-flows');
const syn = (time: string, rest = '') =>
  `${time}IP 10.0.0.1.5001 > 10.0.0.2.443: Flags [S], seq 1, win 1${rest}, length 0`;

describe('connections', () => {
  it('that were tried again without an answer are counted, each packet once', () => {
    const text = samples['unanswered.txt'] ?? '';
    expect(syns(text)).toEqual([
      { source: '172.28.128.132', destination: '172.28.21.3', port: 5000, count: 2 },
    ]);
    expect(readWith(tcpdump, text).findings[0]?.lines).toEqual([3, 9]);
  });

  it('count one packet on several interfaces once, in IPv4 and IPv6', () => {
    expect(syns(samples['interfaces.txt'])).toEqual([
      { source: '10.244.1.5', destination: '10.96.0.1', port: 443, count: 2 },
      { source: '2001:db8::5', destination: '2001:db8::9', port: 6443, count: 2 },
    ]);
  });

  it('are read from the two lines of -v', () => {
    expect(syns(samples['verbose.txt'])).toEqual([
      { source: '10.0.0.11', destination: '10.0.0.12', port: 10250, count: 2 },
    ]);
  });

  it.each(['[S.]', '[R]', '[R.]'])('are answered by %s, which proves that none is open', (flags) => {
    const text = [
      syn('09:00:01.1 '),
      syn('09:00:02.1 '),
      `09:00:02.2 IP 10.0.0.2.443 > 10.0.0.1.5001: Flags ${flags}, seq 0, ack 2, win 0, length 0`,
    ].join('\n');
    expect(syns(text)).toEqual([]);
    expect(emptyIn(readWith(tcpdump, text))).toEqual(['capture.unanswered-syns']);
  });

  it('that were tried once are no finding, and no proof of an answer either', () => {
    const reading = readWith(tcpdump, syn('09:00:01.1 '));
    expect(reading).toMatchObject({ findings: [], understood: [[1, 1]] });
  });

  it('without times are told apart by the clock in their options', () => {
    const first = syn('', ', options [TS val 1 ecr 0]');
    const again = syn('', ', options [TS val 1001 ecr 0]');
    expect(syns([first, first, again].join('\n'))).toMatchObject([{ count: 2 }]);
    expect(syns([syn(''), syn('')].join('\n'))).toMatchObject([{ count: 2 }]);
  });

  it('are read with dates, epochs, link layers, names and the old way of writing', () => {
    const pair = (one: string, two: string) => syns(`${one}\n${two}`);
    const expected = [{ source: '10.0.0.1', destination: '10.0.0.2', port: 443, count: 2 }];
    expect(pair(syn('2024-05-11 09:00:01.100000 '), syn('2024-05-11 09:00:02.100000 '))).toEqual(expected);
    expect(pair(syn('1715418000.100000 '), syn('1715418001.100000 '))).toEqual(expected);
    const ether =
      '52:54:00:12:35:02 > 52:54:00:12:35:03, ethertype IPv4 (0x0800), length 74: 10.0.0.1.5001 > 10.0.0.2.https: Flags [S], seq 1';
    expect(pair(`09:00:01.1 ${ether}`, `09:00:02.1 ${ether}`)).toEqual(expected);
    const old = 'IP 10.0.0.1.5001 > 10.0.0.2.443: S 33:33(0) win 5840 <mss 1460>';
    expect(pair(`09:00:01.1 ${old}`, `09:00:04.1 ${old}`)).toEqual(expected);
    expect(
      pair(`09:00:01.1 ${old}`, `09:00:04.1 IP 10.0.0.2.443 > 10.0.0.1.5001: S 9:9(0) ack 34 win 5840`),
    ).toEqual([]);
    const named = 'IP node-1.example.5001 > node-2.example.https: Flags [S], seq 1';
    expect(pair(`09:00:01.1 ${named}`, `09:00:02.1 ${named}`)).toMatchObject([
      { destination: 'node-2.example', port: 443 },
    ]);
  });
});

describe('ARP requests', () => {
  it('without a reply are counted', () => {
    expect(requests(samples['unanswered.txt'])).toEqual([
      { address: '172.28.21.3', asker: '10.244.27.0', count: 3 },
    ]);
  });

  it('with a reply prove that none is open', () => {
    expect(requests(samples['verbose.txt'])).toEqual([]);
    expect(emptyIn(readWith(tcpdump, samples['verbose.txt'] ?? ''))).toEqual([
      'capture.unanswered-arp-requests',
    ]);
  });

  it('that nobody is meant to answer are passed over', () => {
    const text =
      '09:00:01.1 ARP, Request who-has 10.0.0.5 (Broadcast) tell 10.0.0.5, length 28\n09:00:01.2 ARP, Request who-has 10.0.0.5 tell 0.0.0.0, length 28';
    expect(requests(text)).toEqual([]);
    expect(unclaimedIn(readWith(tcpdump, text), text)).toEqual([]);
  });

  it('are read as old versions write them', () => {
    expect(requests('09:00:01.1 arp who-has 10.0.0.5 tell 10.0.0.1')).toHaveLength(1);
    expect(
      requests(
        '09:00:01.1 arp who-has 10.0.0.5 tell 10.0.0.1\n09:00:01.2 arp reply 10.0.0.5 is-at 0:1:2:3:4:5',
      ),
    ).toEqual([]);
  });
});

describe('tunnelled packets', () => {
  it('are counted by direction, and what they carry is read too', () => {
    expect(flows(samples['vxlan.txt'])).toEqual([
      { source: '192.168.33.11', destination: '192.168.33.12', port: 8472, packets: 2 },
      { source: '192.168.33.12', destination: '192.168.33.11', port: 8472, packets: 1 },
    ]);
    expect(emptyIn(readWith(tcpdump, samples['vxlan.txt'] ?? ''))).toEqual(['capture.unanswered-syns']);
  });

  it('are known by any name of the protocol', () => {
    expect(flows(samples['verbose.txt'])).toEqual([
      { source: '10.0.0.11', destination: '10.0.0.12', port: 4789, packets: 1 },
    ]);
    expect(
      flows(
        '09:00:01.1 IP 10.0.0.1.9999 > 10.0.0.2.6081: Geneve, Flags [none], vni 0xa: IP 10.1.0.1 > 10.1.0.2: ICMP echo request, id 1, seq 1, length 64',
      ),
    ).toEqual([{ source: '10.0.0.1', destination: '10.0.0.2', port: 6081, packets: 1 }]);
    expect(
      flows('09:00:01.1 IP node-1.40000 > node-2.otv: OTV, flags [I] (0x08), overlay 0, instance 1'),
    ).toMatchObject([{ port: 8472 }]);
  });

  it('of IP-in-IP have no port, and their content counts', () => {
    expect(flows(samples['ipip.txt'])).toEqual([
      { source: '10.120.193.6', destination: '10.120.193.7', port: 0, packets: 2 },
    ]);
    expect(syns(samples['ipip.txt'])).toMatchObject([
      { source: '10.2.7.26', destination: '10.2.3.1', count: 2 },
    ]);
  });

  it('are known to be absent when a capture that asks for them holds nothing', () => {
    const text =
      'listening on any, link-type LINUX_SLL (Linux cooked), capture size 262144 bytes\n^C\n0 packets captured';
    expect(emptyIn(readWith(tcpdump, text, 'tcpdump -ni any udp port 8472'))).toEqual([
      'capture.encapsulated-flows',
    ]);
    expect(emptyIn(readWith(tcpdump, text, 'tcpdump -ni any port 443'))).toEqual([]);
  });
});

describe('a capture of one side', () => {
  const text = [
    syn('09:00:01.1 '),
    syn('09:00:02.1 '),
    '09:00:03.1 ARP, Request who-has 10.0.0.5 tell 10.0.0.1, length 28',
    '09:00:03.2 IP 10.0.0.1.40000 > 10.0.0.2.8472: OTV, flags [I] (0x08), overlay 0, instance 1',
  ].join('\n');

  it.each([
    "tcpdump -ni eth0 'src 10.0.0.1'",
    'tcpdump -ni eth0 src host 10.0.0.1 and dst port 443',
    'tcpdump -ni any dst host 10.0.0.2',
    'tcpdump -ni eth0 -Q out',
    'tcpdump -Qin -ni eth0 port 443',
    'ssh n1 "tcpdump -ni eth0 --direction=out"',
    "tcpdump -ni any 'tcp[tcpflags] & tcp-syn != 0'",
    'tcpdump -ni any ether broadcast',
    "tcpdump -ni any port 443 | grep 'Flags .S'",
  ])('says nothing about answers, but is understood: %s', (command) => {
    const reading = readWith(tcpdump, text, command);
    expect(reading.findings).toEqual([]);
    expect(unclaimedIn(reading, text)).toEqual([]);
    expect(emptyIn(readWith(tcpdump, '0 packets captured', `${command} and udp port 8472`))).toEqual([]);
  });

  it.each([
    'tcpdump -ni any host 10.0.0.1',
    "tcpdump -ni any '(src 10.0.0.1 and dst 10.0.0.2) or (src 10.0.0.2 and dst 10.0.0.1)'",
    'tcpdump -ni any src or dst host 10.0.0.1',
    'tcpdump -ni eth0 -Q inout',
    'tcpdump -ni eth0 udp dst port 8472 | grep 10.0.0.2',
  ])('is not every filtered one: %s', (command) => {
    expect(readWith(tcpdump, text, command).findings).toHaveLength(3);
  });
});

it.each(Object.entries(samples))('claims every line of %s but the interrupt', (_, text) => {
  const left = unclaimedIn(readWith(tcpdump, text), text).map((number) => text.split('\n')[number - 1]);
  expect(left.filter((line) => line !== '^C')).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = [
    'Tcpdump could show that lots of repeated SYN packets are sent, but no ACK is received.',
    '> GET /version HTTP/1.1',
    '10.0.0.1 > 10.0.0.2: unclear',
    'node-1   Ready    <none>   35m   v1.23.6',
    'I0511 09:49:55.099762 2329027 round_trippers.go:466] curl -v -XGET',
  ].join('\n');
  expect(readWith(tcpdump, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});

it('takes time in proportion to the capture', () => {
  const lines = Array.from(
    { length: 40_000 },
    (_, i) => `09:00:01.1 IP 10.0.${i % 250}.1.${i % 60000} > 10.0.0.2.443: Flags [S], seq ${i}`,
  );
  expect(syns(lines.join('\n'))).toHaveLength(250);
}, 5_000);
