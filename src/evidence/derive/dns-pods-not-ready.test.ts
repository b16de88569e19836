import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const listing = (...rows: string[]) => [
  { command: 'kubectl get pod -n kube-system', text: ['NAME READY STATUS RESTARTS AGE', ...rows].join('\n') },
];

it('counts those that do not run and those that run unready', () => {
  const rows = [
    'coredns-5d78c9869d-4xq7b   0/1   Pending   0   9d',
    'coredns-5d78c9869d-k2n4p   0/1   Running   0   9d',
    'kube-proxy-x7k2p           0/1   Running   0   9d',
  ];
  expect(valuesFrom('dns.pods-not-ready', [], listing(...rows))).toEqual([2]);
});

it('is nought when all are ready, and unknown when none is listed', () => {
  expect(valuesFrom('dns.pods-not-ready', [], listing('coredns-5d78c9869d-4xq7b 1/1 Running 0 9d'))).toEqual([
    0,
  ]);
  expect(valuesFrom('dns.pods-not-ready', [], listing('web-0 0/1 Pending 0 9d'))).toEqual([]);
});
