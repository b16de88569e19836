import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'firewall.refused-attempts';
const attempt = (target: string, port: number, outcome: string, host = 'node-2'): SubmittedFact => ({
  fact: 'connection.attempts',
  host,
  value: [{ target, port, outcome }],
});
const firewall = (...open: number[]): SubmittedFact[] => [
  { fact: 'firewall.incoming', host: 'node-1', value: 'rejected' },
  {
    fact: 'firewall.openings',
    host: 'node-1',
    value: open.map((port) => ({ protocol: 'tcp', fromPort: port, toPort: port, source: null })),
  },
];
const nic: SubmittedFact = {
  fact: 'network.interfaces',
  host: 'node-1',
  value: [{ name: 'eth0', mac: null, addresses: ['10.0.0.11/24'] }],
};

it('are failures at a closed port of the machine that owns the address', () => {
  const facts = [...firewall(22), nic, attempt('10.0.0.11', 8443, 'no-route')];
  expect(valuesFrom(fact, facts)).toEqual([
    [{ target: '10.0.0.11', port: 8443, outcome: 'no-route', host: 'node-1' }],
  ]);
});

it('may be at a port of nodes, of the only firewall that is shown', () => {
  expect(valuesFrom(fact, [...firewall(22), attempt('10.0.0.11', 6443, 'timed-out')])).toHaveLength(1);
  expect(valuesFrom(fact, [...firewall(22), attempt('10.96.0.1', 443, 'timed-out')])).toEqual([]);
  expect(valuesFrom(fact, [...firewall(22), attempt('10.0.0.11', 6443, 'timed-out', 'node-1')])).toEqual([]);
});

it('are none at an open port, or when the attempt succeeded', () => {
  expect(valuesFrom(fact, [...firewall(8443), nic, attempt('10.0.0.11', 8443, 'no-route')])).toEqual([]);
  expect(valuesFrom(fact, [...firewall(22), nic, attempt('10.0.0.11', 8443, 'connected')])).toEqual([]);
});
