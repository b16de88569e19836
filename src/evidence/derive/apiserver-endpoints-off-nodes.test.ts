import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'apiserver.endpoints-off-nodes';
const nodes = (...addresses: string[]): SubmittedFact => ({
  fact: 'kubernetes.nodes',
  value: addresses.map((internalAddress) => ({
    name: internalAddress,
    ready: true,
    status: 'Ready',
    internalAddress,
  })),
});
const silent = (target: string, port = 6443): SubmittedFact => ({
  fact: 'connection.attempts',
  value: [{ target, port, outcome: 'timed-out' }],
});

it('are in a network of no node', () => {
  expect(valuesFrom(fact, [nodes('100.90.1.4', '100.90.1.77'), silent('192.168.7.20')])).toEqual([
    ['192.168.7.20'],
  ]);
  const syn = { source: '203.0.113.9', destination: '192.168.7.20', port: 6443, count: 3 };
  const capture: SubmittedFact = { fact: 'capture.unanswered-syns', value: [syn] };
  expect(valuesFrom(fact, [nodes('100.90.1.4', '100.90.1.77'), capture])).toEqual([['192.168.7.20']]);
});

it.each([
  ['a node is near', [nodes('192.168.7.4', '192.168.9.1'), silent('192.168.7.20')]],
  ['the address is public', [nodes('10.0.0.4', '10.0.0.5'), silent('198.51.100.7')]],
  ['it is another port', [nodes('100.90.1.4', '100.90.1.77'), silent('192.168.7.20', 8443)]],
  ['one node is known', [nodes('100.90.1.4'), silent('192.168.7.20')]],
])('are unknown when %s', (_, facts) => {
  expect(valuesFrom(fact, facts)).toEqual([]);
});
