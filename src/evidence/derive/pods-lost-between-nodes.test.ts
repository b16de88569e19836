import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'pods.lost-between-nodes';
const pod = (name: string, address: string, node: string) => ({
  ...{ namespace: 'kube-system', name, address, node },
  ...{ readyContainers: 1, containers: 1, status: 'Running', restarts: 0 },
});
const pods: SubmittedFact = {
  fact: 'kubernetes.pods',
  value: [
    pod('web-a', '10.244.1.4', 'n1'),
    pod('web-b', '10.244.2.9', 'n2'),
    pod('coredns-x', '10.244.1.2', 'n1'),
  ],
};
const pinged = (host: string, target: string, received: number): SubmittedFact => ({
  fact: 'ping.results',
  host,
  value: [{ target, transmitted: 3, received, lossPercent: received === 0 ? 100 : 0 }],
});
const asked = (fromPod: string, outcome: string): SubmittedFact => ({
  fact: 'dns.lookups',
  value: [{ name: 'kubernetes.default', of: 'cluster', by: 'cluster-dns', outcome, fromPod }],
});
const tried = (fromPod: string, target: string, outcome: string): SubmittedFact => ({
  fact: 'connection.attempts',
  value: [{ target, port: 80, outcome, fromPod }],
});

it("finds a machine's pings that only pods of its own answer", () => {
  expect(valuesFrom(fact, [pods, pinged('n1', '10.244.1.4', 3), pinged('n1', '10.244.2.9', 0)])).toEqual([
    [{ from: 'n1', to: '10.244.2.9', fromNode: 'n1', toNode: 'n2' }],
  ]);
});

it('finds names that resolve on the node of the DNS alone', () => {
  expect(valuesFrom(fact, [pods, asked('web-a', 'resolved'), asked('web-b', 'timed-out')])).toEqual([
    [{ from: 'web-b', to: 'the cluster DNS', fromNode: 'n2', toNode: 'n1' }],
  ]);
});

it('finds connections of pods that time out across nodes, and a refusal within one', () => {
  const within = tried('web-a', '10.244.1.2', 'refused');
  expect(valuesFrom(fact, [pods, within, tried('web-b', '10.244.1.4', 'timed-out')])).toEqual([
    [{ from: 'web-b', to: '10.244.1.4', fromNode: 'n2', toNode: 'n1' }],
  ]);
});

it('knows of none when a pod answers another node', () => {
  expect(valuesFrom(fact, [pods, pinged('n1', '10.244.1.4', 3), pinged('n1', '10.244.2.9', 2)])).toEqual([
    [],
  ]);
});

it('knows nothing without a contrast, or when a node loses its own', () => {
  expect(valuesFrom(fact, [pods, pinged('n1', '10.244.2.9', 0)])).toEqual([]);
  const lost = [pinged('n1', '10.244.2.9', 0), pinged('n1', '10.244.1.2', 0), pinged('n1', '10.244.1.4', 3)];
  expect(valuesFrom(fact, [pods, ...lost])).toEqual([]);
});
