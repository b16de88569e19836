import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.range-overlaps';
const interfaceWith = (name: string, address: string) => ({
  fact: 'network.interfaces',
  host: 'worker-1',
  value: [{ name, mac: '52:54:00:12:34:56', addresses: [address] }],
});
const range = { fact: 'kubernetes.service-cidrs', value: ['10.96.0.0/12'] };

it('a host network inside the Service range, and a Service inside a host network', () => {
  expect(valuesFrom(fact, [range, interfaceWith('eth0', '10.100.4.20/24')])).toEqual([
    [{ services: '10.96.0.0/12', network: '10.100.4.0/24', of: 'interface eth0 on worker-1' }],
  ]);
  const services = {
    fact: 'kubernetes.services',
    value: [{ namespace: 'shop', name: 'cart', clusterAddress: '172.20.3.9' }],
  };
  const route = {
    fact: 'network.routes',
    host: 'worker-1',
    value: [{ destination: '172.20.0.0/16', via: null, interface: 'ens5' }],
  };
  expect(valuesFrom(fact, [services, route])).toEqual([
    [{ services: '172.20.3.9/32', network: '172.20.0.0/16', of: 'route over ens5 on worker-1' }],
  ]);
});

it('Services inside the range of pods', () => {
  const service = { namespace: 'default', name: 'kubernetes', clusterAddress: '10.32.0.1' };
  const services = { fact: 'kubernetes.services', value: [service] };
  expect(valuesFrom(fact, [services, interfaceWith('weave', '10.36.0.0/12')])).toMatchObject([
    [{ services: '10.32.0.1/32', of: 'pods on weave on worker-1' }],
  ]);
  const cidrs = { fact: 'kubernetes.pod-cidrs', value: ['10.32.0.0/16'] };
  expect(valuesFrom(fact, [services, cidrs])).toMatchObject([[{ of: 'pods' }]]);
});

it('none, when they are apart, and for the proxy’s own dummy', () => {
  expect(valuesFrom(fact, [range, interfaceWith('eth0', '192.168.7.11/24')])).toEqual([[]]);
  expect(valuesFrom(fact, [range, interfaceWith('kube-ipvs0', '10.96.0.1/32')])).toEqual([]);
});

it('a part of the Service range behind a gateway, and no single Service nor the whole range', () => {
  const through = (destination: string) => ({
    fact: 'network.routes',
    host: 'worker-1',
    value: [{ destination, via: '172.30.4.254', interface: 'eth0' }],
  });
  expect(valuesFrom(fact, [range, through('10.96.0.0/13')])).toMatchObject([[{ network: '10.96.0.0/13' }]]);
  expect(valuesFrom(fact, [range, through('10.96.0.1/32')])).not.toMatchObject([
    [{ services: '10.96.0.0/12' }],
  ]);
  expect(valuesFrom(fact, [range, through('10.96.0.0/12')])).not.toMatchObject([
    [{ services: '10.96.0.0/12' }],
  ]);
});
