import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { linkAddresses } from './source.ts';

const links = (text = '') => itemsIn(readWith(linkAddresses, text), 'network.links');

it('reads names and MACs', () => {
  expect(links(samplesOf('link-addresses')['link.txt'])).toEqual([
    { name: 'eth0', mac: '52:54:00:12:34:56', up: true },
    { name: 'veth1', mac: '1e:2f:00:12:34:57', up: true },
  ]);
});

it('reads the brief form', () => {
  const text =
    'lo    UNKNOWN   00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>\ncni0  DOWN  52:54:00:12:34:57 <NO-CARRIER,UP>';
  expect(links(text)).toEqual([
    { name: 'lo', mac: null, up: false },
    { name: 'cni0', mac: '52:54:00:12:34:57', up: false },
  ]);
});

it('leaves listings with addresses to their reader, and what others print alone', () => {
  const text =
    '2: eth0: <BROADCAST,UP> mtu 1500\n    link/ether 52:54:00:12:34:56\n    inet 10.0.0.5/24 scope global eth0';
  expect(links(text)).toEqual([]);
  expect(links('1: error: <nil>\nlink/ether is a word')).toEqual([]);
});
