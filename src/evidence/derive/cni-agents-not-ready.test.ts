import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedText } from '../evidence.ts';

const listing = (...rows: string[]): SubmittedText[] => [
  {
    command: 'kubectl get pods -n kube-system',
    text: ['NAME READY STATUS RESTARTS AGE', ...rows].join('\n'),
  },
];
const found = (...rows: string[]) => valuesFrom('cni.agents-not-ready', [], listing(...rows));

it('lists pods of the network plugin that are not ready', () => {
  expect(
    found(
      'calico-node-7wq2x                          0/1   Running                 3     1d',
      'calico-node-mm4hz                          1/1   Running                 0     1d',
      'calico-kube-controllers-7ddc4f45bc-4qf9x   0/1   Pending                 0     1d',
      'cilium-operator-66bf8c7c4d-rr5xw           0/1   Pending                 0     1d',
      'kube-proxy-8r2q4                           0/1   CrashLoopBackOff        9     1d',
    ),
  ).toEqual([[{ plugin: 'calico', pod: 'calico-node-7wq2x', status: 'Running', restarts: 3 }]]);
  expect(found('cilium-x7k2p   0/1   Init:CrashLoopBackOff   7   1d')).toEqual([
    [{ plugin: 'cilium', pod: 'cilium-x7k2p', status: 'Init:CrashLoopBackOff', restarts: 7 }],
  ]);
});

it('is empty when all of them are ready, and passes over pods on their way out', () => {
  expect(
    found(
      'kube-flannel-ds-amd64-2lq9n   1/1   Running       0   1d',
      'kube-flannel-ds-amd64-zz1kq   0/1   Terminating   0   1d',
    ),
  ).toEqual([[]]);
});

it('is unknown when no pod of a plugin is listed', () => {
  expect(found('coredns-66bff467f8-2lq9n   0/1   Pending   0   1d')).toEqual([]);
});
