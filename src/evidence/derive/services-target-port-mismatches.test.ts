import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.target-port-mismatches';
const given = (targetPort: string, ports: object[], selector?: string[]) => [
  {
    fact: 'kubernetes.services',
    value: [
      { namespace: 'shop', name: 'cart', targets: [{ port: 80, targetPort }], ...(selector && { selector }) },
    ],
  },
  {
    fact: 'kubernetes.workloads',
    value: [{ namespace: 'shop', kind: 'Deployment', name: 'cart', labels: ['app=cart'], ports }],
  },
];

it('a number that no container declares', () => {
  expect(valuesFrom(fact, given('8080', [{ port: 3000, name: 'http' }], ['app=cart']))).toEqual([
    [
      {
        namespace: 'shop',
        service: 'cart',
        port: 80,
        targetPort: '8080',
        workload: 'cart',
        containerPorts: '3000',
      },
    ],
  ]);
});

it('a name that no container gives its port; the Service is known by its name', () => {
  expect(valuesFrom(fact, given('web', [{ port: 3000, name: 'http' }]))).toMatchObject([
    [{ targetPort: 'web' }],
  ]);
});

it('none, when they agree, or when names are not shown', () => {
  expect(valuesFrom(fact, given('http', [{ port: 3000, name: 'http' }], ['app=cart']))).toEqual([[]]);
  expect(valuesFrom(fact, given('http', [{ port: 3000 }], ['app=cart']))).toEqual([[]]);
});

it('unknown, when pods declare no ports, or are not those selected', () => {
  expect(valuesFrom(fact, given('8080', [], ['app=cart']))).toEqual([]);
  expect(valuesFrom(fact, given('8080', [{ port: 3000 }], ['app=db']))).toEqual([]);
});
