import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'mtu.exceeds-underlay';
const mtus = (links: Record<string, number>): SubmittedFact[] => [
  {
    fact: 'network.mtus',
    host: 'n1',
    value: Object.entries(links).map(([name, mtuBytes]) => ({ name, mtuBytes })),
  },
];

it('finds a tunnel whose wrapped packets do not fit', () => {
  expect(valuesFrom(fact, mtus({ eth0: 1450, 'flannel.1': 1450, cni0: 1450 }))).toEqual([
    [{ name: 'flannel.1', mtuBytes: 1450, over: 'eth0', overMtuBytes: 1450, overheadBytes: 50 }],
  ]);
  expect(valuesFrom(fact, mtus({ ens5: 1400, tunl0: 1440 }))).toEqual([
    [{ name: 'tunl0', mtuBytes: 1440, over: 'ens5', overMtuBytes: 1400, overheadBytes: 20 }],
  ]);
  expect(valuesFrom(fact, mtus({ ens5: 1500, tunl0: 1480, 'vxlan.calico': 1450, lo: 65536 }))).toEqual([[]]);
});

it("finds pods' ends that are larger than the tunnel behind them", () => {
  expect(valuesFrom(fact, mtus({ eth0: 1500, 'flannel.1': 1450, veth1a2b3c4d: 1500 }))).toEqual([
    [{ name: 'veth1a2b3c4d', mtuBytes: 1500, over: 'flannel.1', overMtuBytes: 1450, overheadBytes: 0 }],
  ]);
});

it('asks the VXLAN interface which device carries it; of several, the narrowest may', () => {
  const links = mtus({ eth0: 1500, eth1: 1400, 'flannel.1': 1450 });
  expect(valuesFrom(fact, links)).toEqual([
    [{ name: 'flannel.1', mtuBytes: 1450, over: 'eth1', overMtuBytes: 1400, overheadBytes: 50 }],
  ]);
  const device: SubmittedFact = {
    fact: 'overlay.vxlan-links',
    host: 'n1',
    value: [{ name: 'flannel.1', vni: 1, device: 'eth0' }],
  };
  expect(valuesFrom(fact, [...links, device])).toEqual([[]]);
});

it('takes a VPN between machines for what may carry a tunnel', () => {
  expect(valuesFrom(fact, mtus({ eth0: 1500, wg0: 1420, tunl0: 1440 }))).toEqual([
    [{ name: 'tunl0', mtuBytes: 1440, over: 'wg0', overMtuBytes: 1420, overheadBytes: 20 }],
  ]);
});

it('is unknown without a tunnel', () => {
  expect(valuesFrom(fact, mtus({ eth0: 1500, cni0: 1500 }))).toEqual([]);
});
