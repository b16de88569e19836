import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'host.unreached-listeners';
const listener = (port: number, loopback = false): SubmittedFact => ({
  fact: 'application.listeners',
  value: [{ port, loopback }],
});
const attempt = (outcome: string, port = 6443): SubmittedFact => ({
  fact: 'connection.attempts',
  host: 'w-1',
  value: [{ target: '10.0.0.5', port, outcome }],
});

it('are attempts that nobody answers at a port that is open to everyone', () => {
  expect(valuesFrom(fact, [listener(6443), attempt('timed-out')])).toEqual([
    [{ target: '10.0.0.5', port: 6443, outcome: 'timed-out' }],
  ]);
});

it.each([
  ['the socket is for the machine itself', [listener(6443, true), attempt('timed-out')]],
  ['the attempt was refused', [listener(6443), attempt('refused')]],
  ['another port was tried', [listener(6443), attempt('timed-out', 10_250)]],
  ['it is no port of nodes', [listener(8080), attempt('timed-out', 8080)]],
])('are none when %s', (_, facts) => {
  expect(valuesFrom(fact, facts)).toEqual([]);
});
