import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'ingress.backend-gaps';
const ingress = (service: string, port: string) => ({
  fact: 'kubernetes.ingresses',
  value: [{ namespace: 'shop', name: 'front', backends: [{ service, port }] }],
});
const services = {
  fact: 'kubernetes.services',
  value: ['cart', 'web'].map((name) => ({ namespace: 'shop', name, ports: [{ port: 8080 }] })),
};
const endpoints = (ready: string[]) => ({
  fact: 'kubernetes.endpoints',
  value: [{ namespace: 'shop', service: 'cart', slice: '', ready }],
});

it('a Service that is not listed, a port that it does not have, and nothing behind it', () => {
  expect(valuesFrom(fact, [ingress('basket', '80'), services])).toEqual([
    [{ namespace: 'shop', ingress: 'front', service: 'basket', port: '80', problem: 'no-such-service' }],
  ]);
  expect(valuesFrom(fact, [ingress('cart', '80'), services])).toMatchObject([[{ problem: 'no-such-port' }]]);
  expect(valuesFrom(fact, [ingress('cart', '8080'), services, endpoints([])])).toMatchObject([
    [{ problem: 'no-endpoints' }],
  ]);
});

it('none, when all is there', () => {
  expect(valuesFrom(fact, [ingress('cart', '8080'), services, endpoints(['10.244.1.7:3000'])])).toEqual([[]]);
  expect(valuesFrom(fact, [ingress('cart', 'http'), services])).toEqual([[]]);
});

it('unknown, when one other Service is shown', () => {
  const one = { ...services, value: services.value.slice(1) };
  expect(valuesFrom(fact, [ingress('cart', '8080'), one])).toEqual([]);
});
