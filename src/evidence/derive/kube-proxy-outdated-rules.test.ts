import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'kube-proxy.outdated-rules';
const rule = (target: string | null) => ({
  fact: 'kube-proxy.rules',
  value: [{ namespace: 'shop', service: 'store', target }],
});
const endpoints = (...ready: string[]) => ({
  fact: 'kubernetes.endpoints',
  value: [{ namespace: 'shop', service: 'store', slice: '', ready }],
});

it('a rule to an address that is no endpoint, and a rejection in spite of endpoints', () => {
  expect(valuesFrom(fact, [rule('10.180.3.21:8080'), endpoints('10.180.5.14:8080')])).toEqual([
    [{ namespace: 'shop', service: 'store', target: '10.180.3.21:8080' }],
  ]);
  expect(valuesFrom(fact, [rule(null), endpoints('10.180.5.14:8080')])).toMatchObject([[{ target: null }]]);
});

it('none, when it leads to one; unknown without endpoints', () => {
  expect(valuesFrom(fact, [rule('10.180.5.14:8080'), endpoints('10.180.5.14:9090')])).toEqual([[]]);
  expect(valuesFrom(fact, [rule('10.180.5.14:8080'), endpoints()])).toEqual([]);
  expect(valuesFrom(fact, [rule('10.180.5.14:8080')])).toEqual([]);
});
