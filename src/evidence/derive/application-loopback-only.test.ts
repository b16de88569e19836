import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const tried = (host: string, ...attempts: [string, number, string][]): SubmittedFact => ({
  fact: 'connection.attempts',
  host,
  value: attempts.map(([target, port, outcome]) => ({ target, port, outcome })),
});
const has = (host: string, address: string): SubmittedFact => ({
  fact: 'host.addresses',
  host,
  value: [address],
});
const derived = (...facts: SubmittedFact[]) => valuesFrom('application.loopback-only', facts);

it('is a port that answers at localhost and refuses at the own address', () => {
  const attempts = tried('web-0', ['localhost', 5000, 'connected'], ['10.2.0.9', 5000, 'refused']);
  expect(derived(attempts, has('web-0', '10.2.0.9'))).toEqual([[{ address: '10.2.0.9', port: 5000 }]]);
});

it.each<[string, SubmittedFact[]]>([
  [
    'that another machine refuses',
    [tried('a', ['127.0.0.1', 5000, 'connected'], ['10.2.0.8', 5000, 'refused']), has('a', '10.2.0.9')],
  ],
  [
    'of a program of the node',
    [tried('a', ['127.0.0.1', 6443, 'connected'], ['10.2.0.9', 6443, 'refused']), has('a', '10.2.0.9')],
  ],
  [
    'that localhost refuses, too',
    [tried('a', ['127.0.0.1', 5000, 'refused'], ['10.2.0.9', 5000, 'refused']), has('a', '10.2.0.9')],
  ],
])('is no port %s', (_, facts) => {
  expect(derived(...facts)).toEqual([]);
});
