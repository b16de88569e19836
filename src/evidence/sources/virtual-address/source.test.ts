import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { virtualAddress } from './source.ts';

const samples = samplesOf('virtual-address');
const fact = 'load-balancer.addresses';

it("reads keepalived's address and its interface", () => {
  const text = samples['keepalived.txt'] ?? '';
  expect(itemsIn(readWith(virtualAddress, text), fact)).toEqual([
    { address: '10.61.4.20', interface: 'bond0' },
    { address: '10.61.5.20', interface: 'bond1' },
  ]);
});

it("reads kube-vip's manifest in any order", () => {
  const text = samples['kube-vip.txt'] ?? '';
  expect(itemsIn(readWith(virtualAddress, text), fact)).toEqual([
    { address: '10.61.4.30', interface: 'ens192' },
  ]);
});

it('leaves other manifests alone', () => {
  const text = '    - name: address\n      value: 10.61.4.30\n    image: kube-vip\n';
  expect(readWith(virtualAddress, text).findings).toEqual([]);
});

it('reads the first configuration of kube-vip', () => {
  const text = 'localPeer:\n  address: 10.61.4.1\nvip: 10.61.4.30\ngratuitousARP: true\ninterface: ens33\n';
  expect(itemsIn(readWith(virtualAddress, text), fact)).toEqual([
    { address: '10.61.4.30', interface: 'ens33' },
  ]);
});

it.each([
  'time="2024-09-08T14:45:19Z" level=info msg="Gratuitous Arp broadcast will repeat every 3 seconds for [10.61.4.30/ens192]"',
  'time="2021-07-10T07:14:12Z" level=info msg="Broadcasting ARP update for 10.61.4.30 (fa:16:3e:4b:81:e4) via ens192"',
  'Keepalived_vrrp[812]: (VI_1) Sending/queueing gratuitous ARPs on ens192 for 10.61.4.30',
])('reads the address that a program announces: %s', (line) => {
  expect(itemsIn(readWith(virtualAddress, `${line}\n${line}`), fact)).toEqual([
    { address: '10.61.4.30', interface: 'ens192' },
  ]);
});
