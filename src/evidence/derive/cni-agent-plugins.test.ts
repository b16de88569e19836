import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedText } from '../evidence.ts';

const listing = (...rows: string[]): SubmittedText[] => [
  {
    command: 'kubectl get pods -A',
    text: ['NAMESPACE NAME READY STATUS RESTARTS AGE', ...rows].join('\n'),
  },
];
const found = (...rows: string[]) => valuesFrom('cni.agent-plugins', [], listing(...rows));
const proxy = 'kube-system   kube-proxy-8r2q4   1/1   Running   0   1d';

it('names each plugin once', () => {
  expect(
    found(
      proxy,
      'kube-flannel   kube-flannel-ds-2lq9n   1/1   Running   0   1d',
      'kube-flannel   kube-flannel-ds-tw5bz   1/1   Running   0   1d',
      'kube-system    calico-node-7wq2x       0/1   Pending   0   1d',
    ),
  ).toEqual([['flannel', 'calico']]);
});

it('is empty when kube-proxy is listed and no plugin is', () => {
  expect(found(proxy, 'kube-system   coredns-66bff467f8-2lq9n   0/1   Pending   0   1d')).toEqual([[]]);
});

it('is unknown without kube-proxy beside which a plugin would be, or when a namespace of a plugin is shown', () => {
  expect(found('kube-system   coredns-66bff467f8-2lq9n   0/1   Pending   0   1d')).toEqual([]);
  expect(found(proxy, 'calico-system   calico-typha-7d-z   1/1   Running   0   1d')).toEqual([]);
});

it('takes DaemonSets for their pods', () => {
  const text =
    'NAMESPACE NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE\nkube-system calico-node 1 1 1 1 1\nkube-system kube-proxy 1 1 1 1 1';
  expect(valuesFrom('cni.agent-plugins', [], [{ command: 'kubectl get ds -A', text }])).toEqual([['calico']]);
});
