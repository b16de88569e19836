import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'connection.no-route-while-ping-answers';
const attempt = (target: string, outcome: string, host = 'node-1'): SubmittedFact => ({
  fact: 'connection.attempts',
  host,
  value: [{ target, port: 6443, outcome }],
});
const ping = (target: string, received: number, host = 'node-1'): SubmittedFact => ({
  fact: 'ping.results',
  host,
  value: [{ target, transmitted: 2, received, lossPercent: 100 - received * 50 }],
});

it('are the addresses that ping reaches and TCP does not', () => {
  const facts = [attempt('10.0.0.5', 'no-route'), ping('10.0.0.5', 2)];
  expect(valuesFrom(fact, facts)).toEqual([[{ target: '10.0.0.5', port: 6443 }]]);
});

it.each([
  ['no ping is answered', [attempt('10.0.0.5', 'no-route'), ping('10.0.0.5', 0)]],
  ['another address was pinged', [attempt('10.0.0.5', 'no-route'), ping('10.0.0.6', 2)]],
  ['another machine pinged', [attempt('10.0.0.5', 'no-route'), ping('10.0.0.5', 2, 'node-2')]],
  ['TCP ends otherwise', [attempt('10.0.0.5', 'refused'), ping('10.0.0.5', 2)]],
])('are unknown when %s', (_, facts) => {
  expect(valuesFrom(fact, facts)).toEqual([]);
});
