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
