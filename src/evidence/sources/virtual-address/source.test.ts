import { expect, it } from 'vitest';
import { itemsIn, readWith } from '../../../../test/source-reading.ts';
import { virtualAddress } from './source.ts';

const fact = 'load-balancer.addresses';

it("reads keepalived's address and its interface", () => {
  const text =
    'vrrp_instance VI_1 {\n    state MASTER\n    interface bond0\n    virtual_router_id 51\n' +
    '    virtual_ipaddress {\n        10.61.4.20/24\n        10.61.5.20/24 dev bond1 label x\n    }\n}\n';
  expect(itemsIn(readWith(virtualAddress, text), fact)).toEqual([
    { address: '10.61.4.20', interface: 'bond0' },
    { address: '10.61.5.20', interface: 'bond1' },
  ]);
});

it("reads kube-vip's manifest in any order", () => {
  const text =
    '    - name: vip_arp\n      value: "true"\n    - name: address\n      value: 10.61.4.30\n' +
    '    - name: vip_interface\n      value: ens192\n';
  expect(itemsIn(readWith(virtualAddress, text), fact)).toEqual([
    { address: '10.61.4.30', interface: 'ens192' },
  ]);
});

it('leaves other manifests alone', () => {
  const text = '    - name: address\n      value: 10.61.4.30\n    image: kube-vip\n';
  expect(readWith(virtualAddress, text).findings).toEqual([]);
});
