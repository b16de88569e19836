import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const listing = (...rows: string[]) => [
  { command: 'kubectl get pod -n kube-system', text: ['NAME READY STATUS RESTARTS AGE', ...rows].join('\n') },
];

it('counts ready pods of CoreDNS and kube-dns under the names that distributions give them', () => {
  const rows = [
    'coredns-5d78c9869d-4xq7b                  1/1   Running            0    9d',
    'coredns-5d78c9869d-k2n4p                  0/1   CrashLoopBackOff   12   9d',
    'rke2-coredns-rke2-coredns-7bb4f446c-2lq9  1/1   Running            0    9d',
    'coredns-autoscaler-7d56cd888-8fj2k        1/1   Running            0    9d',
    'kube-dns-autoscaler-7d56cd888-8fj2k       1/1   Running            0    9d',
    'kube-dns-1321724180-4rhsw                 3/3   Running            0    9d',
    'kube-proxy-x7k2p                          1/1   Running            0    9d',
  ];
  expect(valuesFrom('dns.pods-ready', [], listing(...rows))).toEqual([3]);
});

it('is unknown when no such pod is listed', () => {
  expect(valuesFrom('dns.pods-ready', [], listing('kube-proxy-x7k2p 1/1 Running 0 9d'))).toEqual([]);
});
