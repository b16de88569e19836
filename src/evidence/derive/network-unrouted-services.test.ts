import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'network.unrouted-services';
const services: SubmittedFact = { fact: 'kubernetes.service-cidrs', value: ['10.96.0.0/12'] };
const own = '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.5';
const table = (text: string) => [{ text, command: 'ip route', host: 'node-1' }];

it('are ranges that neither a route nor the default covers', () => {
  expect(valuesFrom(fact, [services], table(own))).toEqual([['10.96.0.0/12']]);
  expect(valuesFrom(fact, [services], table(`default via 10.0.0.1 dev eth0\n${own}`))).toEqual([[]]);
  expect(valuesFrom(fact, [services], table(`${own}\n10.96.0.0/12 dev eth1 scope link`))).toEqual([[]]);
});

it('are addresses that were found unreachable, too', () => {
  const attempt = { target: '10.96.0.1', port: 443, outcome: 'network-unreachable' };
  expect(valuesFrom(fact, [{ fact: 'connection.attempts', value: [attempt] }], table(own))).toEqual([
    ['10.96.0.1'],
  ]);
  const other: SubmittedFact = { fact: 'connection.attempts', value: [attempt], host: 'node-2' };
  expect(valuesFrom(fact, [other], table(own))).toEqual([]);
});

it('are unknown without either', () => {
  expect(valuesFrom(fact, [], table(own))).toEqual([]);
  expect(valuesFrom(fact, [services])).toEqual([]);
});
