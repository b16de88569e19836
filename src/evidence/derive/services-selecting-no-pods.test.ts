import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.selecting-no-pods';
const workload = (name: string, labels: string[], namespace: string | null = 'shop') => ({
  namespace,
  kind: 'Deployment',
  name,
  labels,
  ports: [],
});
const given = (selector: string[], workloads: object[], endpoints: object[] = []) => [
  { fact: 'kubernetes.services', value: [{ namespace: 'shop', name: 'cart', selector }] },
  { fact: 'kubernetes.workloads', value: workloads },
  ...(endpoints.length === 0 ? [] : [{ fact: 'kubernetes.endpoints', value: endpoints }]),
];

it('a selector that differs from the labels of the pods it is named after', () => {
  expect(valuesFrom(fact, given(['app=cart'], [workload('cart', ['app=shop-cart'])]))).toEqual([
    [
      {
        namespace: 'shop',
        service: 'cart',
        selector: 'app=cart',
        workload: 'cart',
        labels: 'app=shop-cart',
        otherNamespace: false,
      },
    ],
  ]);
});

it('a selector that fits in another namespace only', () => {
  expect(valuesFrom(fact, given(['app=cart'], [workload('cart', ['app=cart'], 'default')]))).toMatchObject([
    [{ workload: 'cart', otherNamespace: true }],
  ]);
});

it('none, when pods fit', () => {
  expect(valuesFrom(fact, given(['app=cart'], [workload('cart', ['app=cart', 'tier=back'])]))).toEqual([[]]);
});

it('unknown, when the pods that are shown are of something else, or when there are endpoints', () => {
  const others = [workload('db', ['role=db']), workload('queue', ['role=queue'])];
  expect(valuesFrom(fact, given(['app=cart'], others))).toEqual([]);
  const behind = [{ namespace: 'shop', service: 'cart', slice: '', ready: ['10.244.1.7:80'] }];
  expect(valuesFrom(fact, given(['app=cart'], [workload('cart', ['app=x'])], behind))).toEqual([]);
});
