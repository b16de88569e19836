import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const found = (address: string, name = 'cni0') => {
  const facts: SubmittedFact[] = [
    { fact: 'flannel.subnet', host: 'n1', value: { subnet: '10.244.2.1/24' } },
    {
      fact: 'network.interfaces',
      host: 'n1',
      value: [{ name, mac: null, addresses: [address, 'fe80::1/64'] }],
    },
  ];
  return valuesFrom('bridge.outside-subnet', facts);
};

it("finds a bridge with another subnet's address", () => {
  expect(found('10.244.1.1/24')).toEqual([
    [{ bridge: 'cni0', address: '10.244.1.1', subnet: '10.244.2.1/24' }],
  ]);
});

it("is empty when the bridge has the subnet's, and unknown without a bridge", () => {
  expect(found('10.244.2.1/24')).toEqual([[]]);
  expect(found('172.17.0.1/16', 'docker0')).toEqual([]);
});

it("finds a bridge that is in no node's range, once several are listed", () => {
  const bridge: SubmittedFact = {
    fact: 'network.interfaces',
    host: 'n1',
    value: [{ name: 'kube-bridge', mac: null, addresses: ['10.244.7.1/24'] }],
  };
  const ranges = (...value: string[]) =>
    valuesFrom('bridge.outside-subnet', [bridge, { fact: 'kubernetes.pod-cidrs', value }]);
  const subnet = '10.244.6.0/24, 10.244.8.0/24';
  expect(ranges('10.244.6.0/24', '10.244.8.0/24')).toEqual([
    [{ bridge: 'kube-bridge', address: '10.244.7.1', subnet }],
  ]);
  expect(ranges('10.244.6.0/24', '10.244.7.0/24')).toEqual([[]]);
  expect(ranges('10.244.6.0/24')).toEqual([]);
  expect(ranges('10.244.0.0/16', '10.244.6.0/24')).toEqual([]);
});

it('finds a bridge whose range does not hold the address of its machine’s flannel tunnel', () => {
  const facts = (bridge: string): SubmittedFact[] => [
    {
      fact: 'network.interfaces',
      host: 'n1',
      value: [
        { name: 'cni0', mac: null, addresses: [bridge] },
        { name: 'flannel.1', mac: null, addresses: ['10.244.66.0/32'] },
      ],
    },
  ];
  expect(valuesFrom('bridge.outside-subnet', facts('10.244.41.1/24'))).toEqual([
    [{ bridge: 'cni0', address: '10.244.41.1', subnet: '10.244.66.0' }],
  ]);
  expect(valuesFrom('bridge.outside-subnet', facts('10.244.66.1/24'))).toEqual([[]]);
});
