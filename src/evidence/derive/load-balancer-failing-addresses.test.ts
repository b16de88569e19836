import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'load-balancer.failing-addresses';
const front = { fact: 'load-balancer.addresses', value: [{ address: '10.61.4.20' }] };
const attempt = (target: string, outcome: string) => ({
  fact: 'connection.attempts',
  value: [{ target, port: 6443, outcome }],
});

it('names what failed at the address of the balancer', () => {
  const failed = { address: '10.61.4.20', port: 6443, outcome: 'no-route' };
  expect(valuesFrom(fact, [front, attempt('10.61.4.20', 'no-route')])).toEqual([[failed]]);
});

it('leaves out what connects, and what fails elsewhere', () => {
  expect(valuesFrom(fact, [front, attempt('10.61.4.20', 'connected')])).toEqual([]);
  expect(valuesFrom(fact, [front, attempt('10.61.4.21', 'refused')])).toEqual([]);
});
