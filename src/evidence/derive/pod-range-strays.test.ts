import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact, SubmittedText } from '../evidence.ts';

const fact = 'pod-range.strays';
const cluster: SubmittedFact[] = [{ fact: 'kubernetes.pod-cidrs', value: ['10.244.0.0/16'] }];
const listing = (...rows: string[]): SubmittedText[] => [
  {
    command: 'kubectl get pods -n kube-system -o wide',
    text: ['NAME READY STATUS RESTARTS AGE IP NODE', ...rows].join('\n'),
  },
];
const proxy = 'kube-proxy-8r2q4             1/1   Running   0   9d   192.168.7.21   n1';
const fresh = 'coredns-66bff467f8-2lq9n     1/1   Running   0   1h   10.244.1.4     n1';
const former = 'metrics-server-7d6c4-tw5bz   1/1   Running   0   9d   10.36.0.3      n1';

it('finds pods outside the range in force, beside others within', () => {
  expect(valuesFrom(fact, cluster, listing(proxy, fresh, former))).toEqual([
    [{ pod: 'metrics-server-7d6c4-tw5bz', address: '10.36.0.3', node: 'n1', runtimeBridge: false }],
  ]);
  expect(valuesFrom(fact, cluster, listing(proxy, fresh))).toEqual([[]]);
});

it('is unknown when no pod is within, or the address may be the node of the pod', () => {
  expect(valuesFrom(fact, cluster, listing(proxy, former))).toEqual([]);
  expect(valuesFrom(fact, cluster, listing(fresh, former))).toEqual([]);
});

it("takes a node's range for part of a wider one", () => {
  const node: SubmittedFact[] = [{ fact: 'kubernetes.pod-cidrs', value: ['10.244.1.0/24'] }];
  const other = 'web-0   1/1   Running   0   1h   10.244.7.9   n1';
  expect(valuesFrom(fact, node, listing(proxy, fresh, other))).toEqual([[]]);
});

it("finds pods on the runtime's own bridge beside a network plugin", () => {
  const bridged = 'coredns-66bff467f8-zz1kq   0/1   Running   0   9d   10.88.0.4   n2';
  const agent = 'kube-flannel-ds-zz1kq        1/1   Running   0   9d   192.168.7.22   n2';
  expect(valuesFrom(fact, [], listing(agent, bridged))).toEqual([
    [{ pod: 'coredns-66bff467f8-zz1kq', address: '10.88.0.4', node: 'n2', runtimeBridge: true }],
  ]);
  expect(valuesFrom(fact, [], listing(bridged))).toEqual([]);
});

it('takes the range of most pods where none is known and a node has pods of two', () => {
  const weave = 'metrics-server-7d6c4-tw5bz   1/1   Running   0   9d   10.36.0.3      n1';
  const mine = ['web-0', 'web-1'].map((name, i) => `${name}   1/1   Running   0   1h   10.0.1.1${i}   n1`);
  expect(valuesFrom(fact, [], listing(proxy, weave, ...mine))).toEqual([
    [{ pod: 'metrics-server-7d6c4-tw5bz', address: '10.36.0.3', node: 'n1', runtimeBridge: false }],
  ]);
  const elsewhere = mine.map((row) => row.replace('n1', 'n2'));
  expect(valuesFrom(fact, [], listing(proxy, weave, ...elsewhere))).toEqual([]);
});

it('takes CoreDNS for the older where two ranges have as many pods', () => {
  const web = 'web-0   1/1   Running   0   1h   192.168.126.4   n1';
  expect(valuesFrom(fact, [], listing(proxy, fresh, web))).toEqual([
    [{ pod: 'coredns-66bff467f8-2lq9n', address: '10.244.1.4', node: 'n1', runtimeBridge: false }],
  ]);
});
