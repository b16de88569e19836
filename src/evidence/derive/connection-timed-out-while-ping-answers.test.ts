import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'connection.timed-out-while-ping-answers';
const pinged = (target: string, received: number): SubmittedFact => ({
  fact: 'ping.results',
  host: 'n1',
  value: [{ target, transmitted: 3, received, lossPercent: received === 0 ? 100 : 0 }],
});
const tried = (target: string, outcome: string): SubmittedFact => ({
  fact: 'connection.attempts',
  host: 'n1',
  value: [{ target, port: 8080, outcome }],
});

it('finds an address of a pod that answers ping, and no TCP', () => {
  const facts = [pinged('10.244.58.3', 2), tried('10.244.58.3', 'timed-out')];
  expect(valuesFrom(fact, facts)).toEqual([[{ target: '10.244.58.3', port: 8080 }]]);
});

it('passes over machines, public addresses, and what answers nothing or everything', () => {
  const node = { name: 'n2', ready: true, status: 'Ready', internalAddress: '10.1.0.2' };
  const nodes = { fact: 'kubernetes.nodes', value: [node] };
  expect(valuesFrom(fact, [nodes, pinged('10.1.0.2', 3), tried('10.1.0.2', 'timed-out')])).toEqual([]);
  expect(valuesFrom(fact, [pinged('192.0.2.7', 3), tried('192.0.2.7', 'timed-out')])).toEqual([]);
  expect(valuesFrom(fact, [pinged('10.244.58.3', 0), tried('10.244.58.3', 'timed-out')])).toEqual([]);
  expect(valuesFrom(fact, [pinged('10.244.58.3', 3), tried('10.244.58.3', 'connected')])).toEqual([]);
});
