import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.pods-fail-alone';
const listing = (...rows: string[]) => [
  { command: 'kubectl get pod -n kube-system', text: ['NAME READY STATUS RESTARTS AGE', ...rows].join('\n') },
];
const dns = 'coredns-5d78c9869d-4xq7b   0/1   CrashLoopBackOff   17   9d';
const proxy = 'kube-proxy-x7k2p   1/1   Running   0   9d';
const job = 'backup-28510   0/1   Completed   0   9d';

it('holds when the others are ready, or are done', () => {
  expect(valuesFrom(fact, [], listing(dns, proxy, job))).toEqual([true]);
});

it('does not hold when another pod fails', () => {
  expect(valuesFrom(fact, [], listing(dns, proxy, 'calico-node-8fj2k 0/1 Init:0/3 0 9d'))).toEqual([false]);
});

it('is unknown when the DNS pods are ready, and when hardly any other is listed', () => {
  expect(
    valuesFrom(fact, [], listing(dns.replace('0/1   CrashLoopBackOff', '1/1   Running'), proxy, job)),
  ).toEqual([]);
  expect(valuesFrom(fact, [], listing(dns, proxy))).toEqual([]);
});
