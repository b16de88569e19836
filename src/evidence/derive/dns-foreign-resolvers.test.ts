import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.foreign-resolvers';
const service = (clusterAddress: string) => ({
  fact: 'kubernetes.services',
  value: [{ namespace: 'kube-system', name: 'kube-dns', clusterAddress }],
});
const resolver = (
  nameserver: string,
  search = 'default.svc.cluster.local svc.cluster.local cluster.local',
) => ({
  text: `search ${search}\nnameserver ${nameserver}\noptions ndots:5`,
});

it("is a pod's nameserver that is not the DNS Service", () => {
  expect(valuesFrom(fact, [service('10.43.0.10')], [resolver('10.96.0.10')])).toEqual([
    [{ resolver: '10.96.0.10', service: '10.43.0.10' }],
  ]);
});

it('is none when they agree, and when a cache on the node answers', () => {
  expect(valuesFrom(fact, [service('10.43.0.10')], [resolver('10.43.0.10')])).toEqual([[]]);
  expect(valuesFrom(fact, [service('10.43.0.10')], [resolver('169.254.20.10')])).toEqual([[]]);
});

it("is unknown without a DNS Service or without a pod's file", () => {
  expect(valuesFrom(fact, [], [resolver('10.96.0.10')])).toEqual([]);
  expect(valuesFrom(fact, [service('10.43.0.10')], [resolver('192.168.1.1', 'example.net')])).toEqual([]);
  expect(valuesFrom(fact, [service('None')], [resolver('10.96.0.10')])).toEqual([]);
});
