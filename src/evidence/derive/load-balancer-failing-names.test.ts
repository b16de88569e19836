import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'load-balancer.failing-names';
const attempt = (target: string, outcome: string, name?: string) => ({
  fact: 'connection.attempts',
  value: [{ target, port: 6443, outcome, ...(name === undefined ? {} : { name }) }],
});

it('names what fails by a shared name while a server answers at its own address', () => {
  const evidence = [attempt('10.1.0.4', 'refused', 'api-int.shop.example'), attempt('10.1.0.9', 'connected')];
  expect(valuesFrom(fact, evidence)).toEqual([
    [{ name: 'api-int.shop.example', address: '10.1.0.4', port: 6443, answered: '10.1.0.9' }],
  ]);
});

it.each([
  [
    'a machine’s own name',
    [attempt('10.1.0.4', 'refused', 'cp-1.example'), attempt('10.1.0.9', 'connected')],
  ],
  ['nothing else that answers', [attempt('10.1.0.4', 'refused', 'api.shop.example')]],
  [
    'an address that answers another time',
    [
      attempt('10.1.0.4', 'refused', 'api.shop.example'),
      attempt('10.1.0.4', 'connected'),
      attempt('10.1.0.9', 'connected'),
    ],
  ],
])('says nothing of %s', (_, evidence) => {
  expect(valuesFrom(fact, evidence)).toEqual([]);
});
