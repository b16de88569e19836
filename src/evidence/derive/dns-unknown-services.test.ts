import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.unknown-services';
const services = (...names: string[]) => [
  {
    fact: 'kubernetes.services',
    value: names.map((name) => ({ namespace: name.split('/')[0] ?? '', name: name.split('/')[1] ?? '' })),
  },
];
const unknown = (name: string) => [{ text: `lookup ${name} on 10.96.0.10:53: no such host` }];

it('is a name whose Service is in another namespace', () => {
  expect(valuesFrom(fact, services('shop/orders', 'web/front'), unknown('orders.web'))).toEqual([
    [{ name: 'orders.web', service: 'orders', namespace: 'web', existsIn: ['shop'] }],
  ]);
  expect(valuesFrom(fact, services('shop/orders'), unknown('orders'))).toMatchObject([
    [{ existsIn: ['shop'] }],
  ]);
});

it('is a name that no Service of its namespace has', () => {
  expect(valuesFrom(fact, services('shop/orders'), unknown('order.shop.svc.cluster.local'))).toMatchObject([
    [{ service: 'order', namespace: 'shop', existsIn: [] }],
  ]);
});

it('is unknown when the Service exists, its namespace is not listed, or the name is of something else', () => {
  expect(valuesFrom(fact, services('shop/orders'), unknown('orders.shop'))).toEqual([]);
  expect(valuesFrom(fact, services('shop/orders'), unknown('db.data'))).toEqual([]);
  expect(valuesFrom(fact, services('shop/orders'), unknown('shop.example.com'))).toEqual([]);
  expect(valuesFrom(fact, [], unknown('orders.shop'))).toEqual([]);
});
