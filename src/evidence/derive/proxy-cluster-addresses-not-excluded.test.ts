import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'proxy.cluster-addresses-not-excluded';
const nodes = {
  fact: 'kubernetes.nodes',
  value: [{ name: 'w1', ready: true, status: 'Ready', internalAddress: '10.0.0.4' }],
};
const services = { fact: 'kubernetes.service-cidrs', value: ['10.96.0.0/12'] };
const environment = (exclusions: string) => ({
  command: 'env',
  text: `HTTPS_PROXY=http://10.2.2.2:3128\nNO_PROXY=${exclusions}\n`,
});

it('names what NO_PROXY leaves to the proxy', () => {
  expect(valuesFrom(fact, [nodes, services], [environment('localhost,10.0.0.0/24,10.96.0.1')])).toEqual([
    [{ target: '10.96.0.0/12', of: 'Service range', proxy: 'http://10.2.2.2:3128' }],
  ]);
});

it('is empty when every address is excluded, one by one, by range or at all', () => {
  for (const exclusions of ['10.0.0.4,10.96.0.0/12', '10.0.0.0/8', '*'])
    expect(valuesFrom(fact, [nodes, services], [environment(exclusions)])).toEqual([[]]);
});

it('is unknown without a proxy or without an address of the cluster', () => {
  expect(valuesFrom(fact, [nodes], [{ command: 'env', text: 'NO_PROXY=10.0.0.4\n' }])).toEqual([]);
  expect(valuesFrom(fact, [], [environment('')])).toEqual([]);
});

it('knows the API server by a kubeconfig, but for one on the machine itself', () => {
  const kubeconfig = (server: string) => ({ text: `clusters:\n- cluster:\n    server: ${server}\n` });
  expect(valuesFrom(fact, [], [kubeconfig('https://10.20.0.10:6443'), environment('localhost')])).toEqual([
    [{ target: '10.20.0.10', of: 'API server of the kubeconfig', proxy: 'http://10.2.2.2:3128' }],
  ]);
  expect(valuesFrom(fact, [], [kubeconfig('https://127.0.0.1:6443'), environment('')])).toEqual([]);
});

it('knows the API server by what was asked in vain, at a port that few others have', () => {
  const asked = (port: number) => ({
    fact: 'tls.handshakes',
    value: [{ target: '10.246.34.9', port, outcome: 'timed-out' }],
  });
  expect(valuesFrom(fact, [asked(8443)], [environment('localhost')])).toEqual([
    [{ target: '10.246.34.9', of: 'API server that was asked', proxy: 'http://10.2.2.2:3128' }],
  ]);
  expect(valuesFrom(fact, [asked(443)], [environment('localhost')])).toEqual([]);
});
