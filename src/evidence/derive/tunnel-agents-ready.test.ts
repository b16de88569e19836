import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedText } from '../evidence.ts';

const fact = 'tunnel.agents-ready';
const listing = (...rows: string[]): SubmittedText[] => [
  { command: 'kubectl get pod -n kube-system', text: ['NAME READY STATUS RESTARTS AGE', ...rows].join('\n') },
];

it('counts tunnel pods that are ready', () => {
  const rows = [
    'konnectivity-agent-6c8bf4b9d7-8r2q4   1/1   Running            0    1d',
    'konnectivity-agent-6c8bf4b9d7-x7k2p   0/1   CrashLoopBackOff   12   1d',
    'tunnelfront-5bd4d8-2lq9n              0/1   Pending            0    1d',
    'konnectivity-agent-autoscaler-7d-z    1/1   Running            0    1d',
    'coredns-66bff467f8-2lq9n              0/1   Pending            0    1d',
  ];
  expect(valuesFrom(fact, [], listing(...rows))).toEqual([1]);
  expect(valuesFrom(fact, [], listing('aks-link-5bd4d8-2lq9n   1/2   Running   0   1d'))).toEqual([0]);
});

it('is unknown when no tunnel pod is listed', () => {
  expect(valuesFrom(fact, [], listing('coredns-66bff467f8-2lq9n   1/1   Running   0   1d'))).toEqual([]);
});
