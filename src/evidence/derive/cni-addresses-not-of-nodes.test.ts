import { describe, expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const detected = (address: string): SubmittedFact => ({
  fact: 'cni.detected-addresses',
  value: [{ plugin: 'flannel', interface: 'eth0', address }],
});
const nodes: SubmittedFact = {
  fact: 'kubernetes.nodes',
  value: [{ name: 'n1', ready: true, status: 'Ready', internalAddress: '192.168.56.11' }],
};
const found = (...facts: SubmittedFact[]) => valuesFrom('cni.addresses-not-of-nodes', facts);

it("finds an address that is no node's", () => {
  expect(found(nodes, detected('10.0.2.15'))).toEqual([
    [{ plugin: 'flannel', interface: 'eth0', address: '10.0.2.15' }],
  ]);
  expect(found(nodes, detected('192.168.56.11'))).toEqual([[]]);
});

it('is unknown without the addresses of nodes', () => {
  expect(found(detected('10.0.2.15'))).toEqual([]);
});

describe('where pods in the host network show the nodes', () => {
  const agent = { namespace: 'kube-system', name: 'calico-node-4qrcf', address: '10.9.14.41', node: 'n1' };
  const pods: SubmittedFact = {
    fact: 'kubernetes.pods',
    value: [{ ...agent, readyContainers: 1, containers: 1, status: 'Running', restarts: 0 }],
  };

  it('knows the addresses of bridges', () => {
    const bridge = { name: 'br-d4c6cece6099', mac: null, addresses: ['10.77.0.1/16'] };
    const interfaces: SubmittedFact = { fact: 'network.interfaces', host: 'n2', value: [bridge] };
    expect(found(pods, interfaces, detected('10.77.0.1'))).toHaveLength(1);
    expect(found(pods, detected('172.25.0.1'))).toHaveLength(1);
  });

  it('knows nothing of other addresses: a node may not be listed', () => {
    expect(found(pods, detected('10.9.14.42'))).toEqual([]);
  });
});

it('finds peers in no network of two nodes, and leaves those of a third node alone', () => {
  const second = { name: 'n2', ready: true, status: 'Ready', internalAddress: '192.168.56.12' };
  const both: SubmittedFact = { ...nodes, value: [...(nodes.value as object[]), second] };
  const peers = (...value: string[]): SubmittedFact => ({ fact: 'cni.silent-peers', value });
  expect(found(both, peers('10.77.4.8'))).toEqual([
    [{ plugin: 'calico', interface: null, address: '10.77.4.8' }],
  ]);
  expect(found(both, peers('192.168.56.13'))).toEqual([]);
  expect(found(nodes, peers('10.77.4.8'))).toEqual([]);
});
