import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const silent = (target: string, outcome: string, fact = 'gke.private-endpoint', value = '172.16.4.2') =>
  valuesFrom('gke.private-endpoint-silent', [
    { fact, value },
    { fact: 'connection.attempts', value: [{ target, port: 443, outcome }] },
  ]);

it('finds that the private address does not answer', () => {
  expect(silent('172.16.4.2', 'timed-out')).toEqual([true]);
  expect(silent('172.16.4.5', 'timed-out', 'gke.control-plane-range', '172.16.4.0/28')).toEqual([true]);
});

it('finds that it does', () => {
  expect(silent('172.16.4.2', 'connected')).toEqual([false]);
});

it('does not know when another address was tried', () => {
  expect(silent('203.0.113.60', 'timed-out')).toEqual([]);
});
