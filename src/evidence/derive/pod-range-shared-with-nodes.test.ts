import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedText } from '../evidence.ts';

const fact = 'pod-range.shared-with-nodes';
const listing = (text: string): SubmittedText[] => [{ command: 'kubectl get pods -o wide', text }];

it('a pod in the /24 of a node that its listing names by address', () => {
  const text = `NAME                       READY     STATUS    RESTARTS   AGE       IP               NODE
netbox-2123814941-f7qfr    1/1       Running   4          21h       172.28.27.2      172.28.128.103
testbox-2460950909-5wdr4   1/1       Running   3          21h       172.28.128.132   172.28.128.101
`;
  expect(valuesFrom(fact, [], listing(text))).toEqual([
    [{ pods: '172.28.128.132', network: '172.28.128.0/24', of: 'node address 172.28.128.103' }],
  ]);
});

it('none, when pods and nodes are apart', () => {
  const text = `NAME               READY   STATUS    RESTARTS   AGE   IP              NODE
coredns-5c98db65d4 1/1     Running   0          1d    10.244.4.5      ha-w2
kube-proxy-9h9qf   1/1     Running   3          24d   192.168.88.16   ha-w2
`;
  expect(valuesFrom(fact, [], listing(text))).toEqual([[]]);
});

it('unknown, when no address of a node is', () => {
  const text = `NAME               READY   STATUS    RESTARTS   AGE   IP              NODE
coredns-5c98db65d4 1/1     Running   0          1d    10.244.4.5      ha-w2
`;
  expect(valuesFrom(fact, [], listing(text))).toEqual([]);
});
