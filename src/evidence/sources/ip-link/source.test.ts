import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { ipLink } from './source.ts';

const sample = samplesOf('ip-link')['vxlan.txt'] ?? '';

it('reads the MTU of every interface', () => {
  expect(itemsIn(readWith(ipLink, sample), 'network.mtus')).toEqual([
    { name: 'lo', mtuBytes: 65536 },
    { name: 'ens192', mtuBytes: 1500 },
    { name: 'flannel.1', mtuBytes: 1450 },
    { name: 'vethd3f0b1a2', mtuBytes: 1450 },
  ]);
  expect(
    itemsIn(readWith(ipLink, 'flannel.1: flags=4163<UP,BROADCAST,RUNNING>  mtu 8951'), 'network.mtus'),
  ).toEqual([{ name: 'flannel.1', mtuBytes: 8951 }]);
});

it('reads what a VXLAN interface is set to', () => {
  expect(itemsIn(readWith(ipLink, sample), 'overlay.vxlan-links')).toEqual([
    { name: 'flannel.1', vni: 1, local: '10.2.0.11', device: 'ens192', port: 8472 },
  ]);
});

it('takes routes and prose for no interface', () => {
  const text =
    '10.1.0.0/24 via 10.2.0.12 dev eth0 mtu 1400\nset eth0: flags mtu 1400\nvxlan id 1 local 10.2.0.11';
  expect(readWith(ipLink, text).findings).toEqual([]);
});

it('reads MTUs from tables, files, and what is left of a line', () => {
  const mtus = (text: string) => itemsIn(readWith(ipLink, text), 'network.mtus');
  const found = [{ name: 'flannel.1', mtuBytes: 1450 }];
  expect(mtus('flannel.1: mtu 1450')).toEqual(found);
  expect(mtus('/sys/class/net/flannel.1/mtu:1450')).toEqual(found);
  expect(
    mtus('Kernel Interface table\nIface   MTU Met   RX-OK RX-ERR\nflannel.1  1450 0        17      0'),
  ).toEqual(found);
  expect(mtus('flannel.1  1450 0        17      0')).toEqual([]);
});
