import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ipAddress } from './source.ts';

const samples = samplesOf('ip-address');
const interfaces = (text = '', command?: string) =>
  itemsIn(readWith(ipAddress, text, command), 'network.interfaces');

describe('the long form', () => {
  it('gives each interface its MAC and its addresses, the secondary ones too', () => {
    expect(interfaces(samples['bond.txt'])).toEqual([
      { name: 'lo', mac: null, mtuBytes: 65536, up: true, addresses: ['127.0.0.1/8'] },
      { name: 'bond0', mac: '38:68:dd:4f:e7:e8', mtuBytes: 1500, up: true, addresses: [] },
      { name: 'docker0', mac: '02:42:9b:fa:a8:00', mtuBytes: 1500, up: false, addresses: ['***.17.0.1/16'] },
      {
        name: 'bond0.169',
        mac: '38:68:dd:4f:e7:e8',
        mtuBytes: 1500,
        up: true,
        addresses: ['***.24.69.2/24', '***.24.69.222/24'],
      },
    ]);
  });

  it('knows the lines of each interface', () => {
    expect(readWith(ipAddress, samples['bond.txt'] ?? '').findings.map(({ lines }) => lines)).toEqual([
      [1, 4],
      [5, 6],
      [7, 10],
      [11, 16],
    ]);
  });

  it('reads peers, both families, and tunnels without a MAC', () => {
    expect(interfaces(samples['dual-stack.txt'])).toEqual([
      {
        name: 'eth0',
        mac: '0a:58:0a:f4:01:04',
        mtuBytes: 1450,
        up: true,
        addresses: ['10.244.1.4/24', 'fe80::858:aff:fef4:104/64'],
      },
      { name: 'tun0', mac: null, mtuBytes: 1500, up: true, addresses: ['10.8.0.1/32'] },
    ]);
  });
});

describe('the short forms', () => {
  it('of ip -br have names, states and addresses', () => {
    expect(interfaces(samples['brief.txt'], 'ip -br addr')).toEqual([
      { name: 'lo', mac: null, up: true, addresses: ['127.0.0.1/8', '::1/128'] },
      { name: 'eth0', mac: null, up: true, addresses: ['10.244.1.4/24', 'fe80::858:aff:fef4:104/64'] },
      { name: 'docker0', mac: null, up: false, addresses: ['172.17.0.1/16'] },
      { name: 'eth2', mac: null, up: false, addresses: [] },
      { name: 'tun0', mac: null, up: true, addresses: ['10.8.0.1/32'] },
    ]);
  });

  it('of ip -o are put together by interface', () => {
    expect(interfaces(samples['one-line.txt'])).toEqual([
      { name: 'lo', mac: null, addresses: ['127.0.0.1/8'] },
      { name: 'eth0', mac: null, addresses: ['10.0.2.15/24', 'fe80::5054:ff:fe12:3502/64'] },
      { name: 'eth1', mac: null, addresses: ['192.168.56.11/24'] },
    ]);
  });

  it('of ip -j are read on one line and on many', () => {
    const expected = [
      { name: 'lo', mac: null, mtuBytes: 65536, up: true, addresses: ['127.0.0.1/8'] },
      {
        name: 'eth0',
        mac: '52:54:00:12:35:02',
        mtuBytes: 1500,
        up: true,
        addresses: ['10.0.2.15/24', 'fe80::5054:ff:fe12:3502/64'],
      },
    ];
    expect(interfaces(samples['json.txt'], 'ip -j addr')).toEqual(expected);
    expect(interfaces(JSON.stringify(JSON.parse(samples['json.txt'] ?? ''), null, 2))).toEqual(expected);
  });
});

describe('excerpts', () => {
  it('that begin within an interface take its name from the label', () => {
    const text = [
      '......',
      '    link/ether 38:68:dd:4f:e7:e8 brd ff:ff:ff:ff:ff:ff',
      '    inet 10.24.69.222/24 brd 10.24.69.255 scope global secondary bond0.169:1',
      '       valid_lft forever preferred_lft forever',
    ].join('\n');
    expect(readWith(ipAddress, text)).toMatchObject({
      findings: [
        {
          item: { name: 'bond0.169', mac: '38:68:dd:4f:e7:e8', addresses: ['10.24.69.222/24'] },
          lines: [2, 4],
        },
      ],
    });
  });

  it('made with grep inet fall apart into interfaces by their labels', () => {
    const text = [
      '    inet 127.0.0.1/8 scope host lo',
      '    inet6 ::1/128 scope host ',
      '    inet 192.168.56.11/24 brd 192.168.56.255 scope global eth1',
    ].join('\n');
    expect(interfaces(text, 'ip addr | grep inet')).toEqual([
      { name: 'lo', mac: null, addresses: ['127.0.0.1/8', '::1/128'] },
      { name: 'eth1', mac: null, addresses: ['192.168.56.11/24'] },
    ]);
  });

  it('that never name their interface are reported', () => {
    expect(readWith(ipAddress, '    inet6 fe80::1/64 scope link \n').unreadable).toEqual([[1, 1]]);
  });
});

it('does not take ip link for a list without addresses', () => {
  const reading = readWith(ipAddress, samples['link.txt'] ?? '', 'ip link');
  expect(reading.findings).toEqual([]);
  expect(reading.understood).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('believes ip addr when it shows an interface without an address', () => {
  const text =
    '4: bond0: <UP,LOWER_UP> mtu 1500 state UP\n    link/ether 38:68:dd:4f:e7:e8 brd ff:ff:ff:ff:ff:ff';
  expect(interfaces(text, 'ip addr show bond0')).toEqual([
    { name: 'bond0', mac: '38:68:dd:4f:e7:e8', mtuBytes: 1500, up: true, addresses: [] },
  ]);
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(ipAddress, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = [
    'eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500',
    '        inet 10.0.0.5  netmask 255.255.255.0  broadcast 10.0.0.255',
    'node-1 UP and running',
    'backend DOWN',
    '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.5',
    '1: first of all',
    'the valid_lft is over',
    '12345',
  ].join('\n');
  expect(readWith(ipAddress, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
