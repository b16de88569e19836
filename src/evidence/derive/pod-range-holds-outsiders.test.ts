import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'pod-range.holds-outsiders';
const range = (value: string): SubmittedFact => ({ fact: 'kubernetes.pod-cidrs', value: [value] });
const resolver = (of: string): SubmittedFact => ({
  fact: 'resolver.files',
  host: 'm1',
  value: [{ of, nameservers: ['192.168.0.7'], loopback: false, search: [] }],
});
const tried = (outcome: string, more: { host?: string; fromPod?: string }): SubmittedFact => {
  const { host, fromPod } = more;
  const attempt = { target: '10.1.22.9', port: 5432, outcome, ...(fromPod === undefined ? {} : { fromPod }) };
  return { fact: 'connection.attempts', value: [attempt], ...(host === undefined ? {} : { host }) };
};

it("finds a machine's name server in the range of pods", () => {
  expect(valuesFrom(fact, [range('192.168.0.0/24'), resolver('machine')])).toEqual([
    [{ pods: '192.168.0.0/24', network: '192.168.0.7', of: 'name server' }],
  ]);
  expect(valuesFrom(fact, [range('10.244.0.0/16'), resolver('machine')])).toEqual([]);
  expect(valuesFrom(fact, [range('192.168.0.0/24'), resolver('pod')])).toEqual([]);
});

it('finds a server that a machine reaches, and a pod does not', () => {
  const lost = tried('timed-out', { fromPod: 'tools' });
  const reached = tried('connected', { host: 'macbook' });
  expect(valuesFrom(fact, [range('10.1.0.0/16'), lost, reached])).toEqual([
    [{ pods: '10.1.0.0/16', network: '10.1.22.9', of: 'server that macbook reaches' }],
  ]);
  expect(valuesFrom(fact, [range('10.1.0.0/16'), lost])).toEqual([]);
});

it('passes over pods', () => {
  const pod = { namespace: 'a', name: 'db-0', address: '10.1.22.9', status: 'Running', restarts: 0 };
  const pods = { fact: 'kubernetes.pods', value: [{ ...pod, readyContainers: 1, containers: 1 }] };
  const tries = [tried('timed-out', { fromPod: 'tools' }), tried('connected', { host: 'n1' })];
  expect(valuesFrom(fact, [range('10.1.0.0/16'), pods, ...tries])).toEqual([]);
});
