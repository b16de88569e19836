import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { kubectlDescribeNode } from './source.ts';

const sample = samplesOf('kubectl-describe-node')['unknown.txt'] ?? '';

it('tells the node, its addresses and its range', () => {
  const reading = readWith(kubectlDescribeNode, sample, 'kubectl describe node worker-2');
  expect(itemsIn(reading, 'kubernetes.nodes')).toEqual([
    {
      name: 'worker-2',
      ready: false,
      status: 'NotReady',
      roles: ['worker'],
      version: 'v1.29.4',
      internalAddress: '10.0.4.12',
      podCidr: '10.244.2.0/24',
    },
  ]);
  expect(itemsIn(reading, 'kubernetes.pod-cidrs')).toEqual(['10.244.2.0/24']);
});

it('tells the address of a node whose description was cut short', () => {
  const addresses = 'Addresses:\n  InternalIP:   10.103.20.110\n  Hostname:     ip-10-103-21-40.internal';
  const read = (text: string, command: string | null) =>
    itemsIn(readWith(kubectlDescribeNode, text, command), 'kubernetes.node-addresses');
  const found = [{ node: 'ip-10-103-21-40', address: '10.103.20.110' }];
  expect(read(`Name:               ip-10-103-21-40\n${addresses}`, null)).toEqual(found);
  expect(read(addresses, 'kubectl describe no ip-10-103-21-40')).toEqual(found);
  expect(read(addresses, 'kubectl describe nodes -l a=b')).toEqual([]);
  expect(read(addresses, null)).toEqual([]);
});

it('tells each condition, and who says so', () => {
  const conditions = itemsIn(readWith(kubectlDescribeNode, sample), 'kubernetes.node-conditions');
  expect(conditions).toHaveLength(3);
  expect(conditions).toContainEqual({
    node: 'worker-2',
    type: 'Ready',
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
  });
});

it('reads the table of conditions alone, also when its gaps are gone', () => {
  const row =
    'Ready False Tue, 04 Mar 2025 09:02:11 +0000 Tue, 04 Mar 2025 09:02:54 +0000 KubeletNotReady container runtime network not ready';
  const reading = readWith(kubectlDescribeNode, row);
  expect(itemsIn(reading, 'kubernetes.node-conditions')).toEqual([
    { node: null, type: 'Ready', status: 'False', reason: 'KubeletNotReady' },
  ]);
  expect(itemsIn(reading, 'kubernetes.nodes')).toEqual([]);
});

it("leaves a pod's conditions alone", () => {
  const pod =
    'Name:  web-0\nNode:  worker-1/10.0.4.11\nConditions:\n  Type     Status\n  Ready    False\n  PodScheduled   True';
  expect(readWith(kubectlDescribeNode, pod)).toMatchObject({ findings: [], understood: [] });
});
