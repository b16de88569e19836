import { expect, it } from 'vitest';
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
