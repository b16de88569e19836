import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'cloud.ports-without-rule';

const allow = (fromPort: number, toPort: number, more: object = {}) => ({
  ...{ cloud: 'aws', kind: 'group', group: 'sg-1', direction: 'ingress', action: 'allow' },
  ...{ protocol: 'tcp', fromPort, toPort, remote: 'sg-2' },
  ...more,
});
const rules = (...value: object[]): SubmittedFact => ({ fact: 'cloud.security-rules', value });
const attempt = (target: string, port: number, outcome = 'timed-out'): SubmittedFact => ({
  fact: 'connection.attempts',
  value: [{ target, port, outcome }],
});

it.each<[string, SubmittedFact[], unknown[]]>([
  [
    'a port that no group allows',
    [rules(allow(443, 443)), attempt('10.0.3.9', 9443)],
    [[{ port: 9443, target: '10.0.3.9', cloud: 'aws' }]],
  ],
  [
    'a port within a range that one allows',
    [rules(allow(1025, 65535, { remote: '10.0.0.0/16' })), attempt('10.0.3.9', 9443)],
    [[]],
  ],
  ['a port that is open to another group alone', [rules(allow(1025, 65535)), attempt('10.0.3.9', 9443)], []],
  [
    'everything allowed',
    [rules(allow(0, 65535, { protocol: 'any', remote: 'sg-1' })), attempt('10.0.3.9', 9443)],
    [[]],
  ],
  [
    'UDP alone allowed',
    [rules(allow(9443, 9443, { protocol: 'udp' })), attempt('10.0.3.9', 9443)],
    [[{ port: 9443, target: '10.0.3.9', cloud: 'aws' }]],
  ],
  [
    "allowed among GKE's own nodes only",
    [
      rules(
        allow(0, 65535, { cloud: 'gcp', kind: 'firewall', name: 'gke-orders-1f2e3d4c-all' }),
        allow(443, 443, { cloud: 'gcp', kind: 'firewall', name: 'gke-orders-1f2e3d4c-master' }),
      ),
      attempt('10.84.1.9', 8443),
    ],
    [[{ port: 8443, target: '10.84.1.9', cloud: 'gcp' }]],
  ],
  [
    "a Service's pods listen on a port that no group allows",
    [
      rules(allow(443, 443)),
      attempt('hooks.infra.svc', 443),
      {
        fact: 'kubernetes.endpoints',
        value: [{ namespace: 'infra', service: 'hooks', slice: '', ready: ['10.0.4.7:9443'] }],
      },
    ],
    [[{ port: 9443, target: '10.0.4.7', cloud: 'aws' }]],
  ],
  ['a connection that was refused', [rules(allow(443, 443)), attempt('10.0.3.9', 9443, 'refused')], []],
  ['a connection to the internet', [rules(allow(443, 443)), attempt('203.0.113.9', 8883)], []],
  [
    "Azure's groups, which allow a network to itself",
    [rules(allow(443, 443, { cloud: 'azure' })), attempt('10.0.3.9', 9443)],
    [],
  ],
  [
    'DNS without an answer, and no rule for UDP 53',
    [
      rules(allow(0, 65535)),
      {
        fact: 'dns.lookups',
        value: [
          {
            name: 'kubernetes.default',
            of: 'cluster',
            outcome: 'timed-out',
            server: '172.20.0.10',
            by: 'cluster-dns',
          },
        ],
      },
    ],
    [[{ port: 53, target: '172.20.0.10', cloud: 'aws' }]],
  ],
  ['no rules known', [attempt('10.0.3.9', 9443)], []],
])('%s', (_, facts, expected) => {
  expect(valuesFrom(fact, facts)).toEqual(expected);
});

it('looks behind a Service that was called by its name', () => {
  const endpoints = (ready: string): SubmittedFact => ({
    fact: 'kubernetes.endpoints',
    value: [{ namespace: 'ops', service: 'hook', slice: '', ready: [ready] }],
  });
  const closed = (ready: string) =>
    valuesFrom(fact, [rules(allow(443, 443)), endpoints(ready), attempt('hook.ops.svc', 443)]);
  expect(closed('10.16.3.22:9443')).toEqual([[{ port: 9443, target: '10.16.3.22', cloud: 'aws' }]]);
  expect(closed('10.16.3.22')).toEqual([]);
});
