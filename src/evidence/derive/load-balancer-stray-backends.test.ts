import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'load-balancer.stray-backends';
const nodes = {
  fact: 'kubernetes.nodes',
  value: [
    { name: 'cp1', ready: true, status: 'Ready', roles: ['control-plane'], internalAddress: '10.0.0.4' },
  ],
};
const config = {
  text: 'backend kube-apiserver\n  server a 10.0.0.4:6443 check\n  server b 10.0.0.9:6443 check\n',
};

it('names the servers that are no control plane node', () => {
  expect(valuesFrom(fact, [nodes], [config])).toEqual([[{ name: 'b', address: '10.0.0.9', port: 6443 }]]);
});

it('is empty when all are', () => {
  const right = { text: config.text.replace('10.0.0.9', '10.0.0.4') };
  expect(valuesFrom(fact, [nodes], [right])).toEqual([[]]);
});

it('is unknown without the nodes or the configuration', () => {
  expect(valuesFrom(fact, [], [config])).toEqual([]);
  expect(valuesFrom(fact, [nodes])).toEqual([]);
});

it('leaves out what may be an ingress on worker nodes', () => {
  const ingress = {
    text: 'backend k8s-ingress\n  server w 10.0.0.21:443 check\n  server a 10.0.0.4:6443 check\n',
  };
  expect(valuesFrom(fact, [nodes], [ingress])).toEqual([[]]);
});
