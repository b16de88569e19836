import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ifconfig } from './source.ts';

const samples = samplesOf('ifconfig');
const interfaces = (text = '') => itemsIn(readWith(ifconfig, text), 'network.interfaces');

it('reads the form of today, with the addresses of aliases at their interface', () => {
  expect(interfaces(samples['net-tools-2.txt'])).toEqual([
    { name: 'docker0', mac: '02:42:9b:fa:a8:00', mtuBytes: 1500, up: false, addresses: ['172.17.0.1/16'] },
    {
      name: 'eth1',
      mac: '38:68:dd:4f:e7:58',
      mtuBytes: 1500,
      up: true,
      addresses: ['***.24.69.3/24', 'fe80::3a68:ddff:fe4f:e758/64', '***.24.69.222/24'],
    },
    { name: 'lo', mac: null, mtuBytes: 65536, up: true, addresses: ['127.0.0.1/8', '::1/128'] },
  ]);
});

it('reads the old form, which busybox keeps', () => {
  expect(interfaces(samples['busybox.txt'])).toEqual([
    {
      name: 'eth0',
      mac: '0a:58:0a:f4:01:04',
      mtuBytes: 1450,
      up: true,
      addresses: ['10.244.1.4/24', 'fe80::858:aff:fef4:104/64'],
    },
    { name: 'lo', mac: null, mtuBytes: 65536, up: true, addresses: ['127.0.0.1/8'] },
  ]);
});

it('reads macOS, whose masks are hexadecimal', () => {
  expect(interfaces(samples['macos.txt'])).toEqual([
    {
      name: 'en0',
      mac: 'f4:d4:88:6a:01:02',
      mtuBytes: 1500,
      up: true,
      addresses: ['fe80::1c2f:5bff:fe00:1/64', '192.168.1.23/24'],
    },
  ]);
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(ifconfig, text), text)).toEqual([]);
});

it('reports an address whose interface is cut off', () => {
  expect(readWith(ifconfig, '        inet 10.0.0.5  netmask 255.255.255.0').unreadable).toEqual([[1, 1]]);
});

it('leaves what others print alone', () => {
  const text = [
    '3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc pfifo_fast state UP group default qlen 1000',
    '    link/ether 52:54:00:2c:6c:50 brd ff:ff:ff:ff:ff:ff',
    '    inet 172.28.128.103/24 brd 172.28.128.255 scope global eth1',
    '    inet6 fe80::5054:ff:fe2c:6c50/64 scope link ',
    '    RX: bytes packets errors dropped  missed   mcast',
  ].join('\n');
  expect(readWith(ifconfig, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
