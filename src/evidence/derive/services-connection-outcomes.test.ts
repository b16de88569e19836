import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.connection-outcomes';
const service = {
  namespace: 'shop',
  name: 'cart',
  clusterAddress: '10.96.14.20',
  externalAddresses: ['203.0.113.9'],
  ports: [{ port: 80, nodePort: 30080 }],
};
const endpoints = { namespace: 'shop', service: 'cart', slice: '', ready: ['10.244.1.7:8080'] };
const attempt = (target: string, port: number, outcome = 'timed-out') => ({ target, port, outcome });
const outcomesOf = (...attempts: object[]) =>
  valuesFrom(fact, [
    { fact: 'kubernetes.services', value: [service] },
    { fact: 'kubernetes.endpoints', value: [endpoints] },
    { fact: 'connection.attempts', value: attempts },
  ]);

it('tells what of a Service was connected to', () => {
  expect(
    outcomesOf(
      attempt('10.96.14.20', 80),
      attempt('10.244.1.7', 8080, 'refused'),
      attempt('192.168.7.11', 30080),
      attempt('203.0.113.9', 443, 'connected'),
    ),
  ).toMatchObject([
    [
      { service: 'cart', via: 'cluster-address', outcome: 'timed-out' },
      { service: 'cart', via: 'endpoint', outcome: 'refused' },
      { service: 'cart', via: 'node-port', target: '192.168.7.11' },
      { service: 'cart', via: 'external-address', outcome: 'connected' },
    ],
  ]);
});

it('knows a Service by its names', () => {
  expect(outcomesOf(attempt('cart.shop.svc', 80, 'refused'))).toMatchObject([
    [{ service: 'cart', via: 'cluster-address', target: 'cart.shop.svc' }],
  ]);
});

it('knows nothing of attempts at other things', () => {
  expect(outcomesOf(attempt('10.96.0.1', 443), attempt('10.244.1.7', 9090))).toEqual([]);
});

it('takes pods that are named after a Service for its endpoints', () => {
  const pod = { namespace: 'shop', readyContainers: 1, containers: 1, status: 'Running', restarts: 0 };
  const pods = [
    { ...pod, name: 'cart-6cd6f6795d-ss2x6', address: '10.244.3.9' },
    { ...pod, name: 'cartoons-0', address: '10.244.3.10' },
  ];
  const found = valuesFrom(fact, [
    { fact: 'kubernetes.services', value: [service] },
    { fact: 'kubernetes.pods', value: pods },
    {
      fact: 'connection.attempts',
      value: [attempt('10.244.3.9', 8080, 'connected'), attempt('10.244.3.10', 80)],
    },
  ]);
  expect(found).toMatchObject([[{ service: 'cart', via: 'endpoint', target: '10.244.3.9' }]]);
});
