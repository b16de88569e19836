import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.unheard-targets';
const service = (name: string, targetPort: string) => ({
  namespace: 'bi',
  name,
  targets: [{ port: 80, targetPort }],
});
const given = (services: object[], listeners: object[]) => [
  { fact: 'kubernetes.services', value: services },
  { fact: 'application.listeners', value: listeners },
];

it('a target port on which the application does not listen, or on loopback alone', () => {
  expect(valuesFrom(fact, given([service('forecast', '8080')], [{ port: 5000, loopback: false }]))).toEqual([
    [
      {
        namespace: 'bi',
        service: 'forecast',
        port: 80,
        targetPort: '8080',
        problem: 'another-port',
        listeners: '5000',
      },
    ],
  ]);
  expect(
    valuesFrom(fact, given([service('forecast', '5000')], [{ port: 5000, loopback: true }])),
  ).toMatchObject([[{ problem: 'loopback-only' }]]);
});

it('none, when it is heard', () => {
  expect(valuesFrom(fact, given([service('forecast', '5000')], [{ port: 5000, loopback: false }]))).toEqual([
    [],
  ]);
});

it('unknown, when several Services may be the one, or the target has a name', () => {
  const two = [service('forecast', '8080'), service('charts', '3000')];
  expect(valuesFrom(fact, given(two, [{ port: 5000, loopback: false }]))).toEqual([]);
  expect(valuesFrom(fact, given([service('forecast', 'http')], [{ port: 5000, loopback: false }]))).toEqual(
    [],
  );
});

it('takes the target from the endpoints, when the Service does not show it', () => {
  const facts = given(
    [{ namespace: 'bi', name: 'hello', ports: [{ port: 80 }] }],
    [{ port: 3000, loopback: false }],
  );
  const behind = [
    { namespace: 'bi', service: 'hello', slice: '', ready: ['10.244.1.6:80', '10.244.2.7:80'] },
  ];
  expect(valuesFrom(fact, [...facts, { fact: 'kubernetes.endpoints', value: behind }])).toMatchObject([
    [{ service: 'hello', targetPort: '80', problem: 'another-port' }],
  ]);
});

it('assumes the port itself when no target is shown, and then finds loopback alone', () => {
  const table = [{ namespace: 'bi', name: 'echo', ports: [{ port: 8080 }] }];
  expect(valuesFrom(fact, given(table, [{ port: 8080, loopback: true }]))).toMatchObject([
    [{ service: 'echo', problem: 'loopback-only' }],
  ]);
  expect(valuesFrom(fact, given(table, [{ port: 3000, loopback: false }]))).toEqual([]);
});

it('finds loopback alone where the pod itself is refused at its own address', () => {
  const behind = { namespace: 'bi', service: 'hello', slice: '', ready: ['10.2.87.67:50105'] };
  const attempt = (target: string, outcome: string) => ({
    target,
    port: 50105,
    outcome,
    fromPod: 'hello-0',
  });
  const of = (...attempts: object[]) =>
    valuesFrom(fact, [
      { fact: 'kubernetes.endpoints', value: [behind] },
      { fact: 'connection.attempts', value: attempts },
    ]);
  expect(of(attempt('localhost', 'connected'), attempt('10.2.87.67', 'refused'))).toMatchObject([
    [{ service: 'hello', port: 50105, problem: 'loopback-only' }],
  ]);
  expect(of(attempt('localhost', 'connected'), attempt('10.2.87.67', 'connected'))).toEqual([]);
  expect(of(attempt('localhost', 'refused'), attempt('10.2.87.67', 'refused'))).toEqual([]);
});

it('loopback alone, when a machine answers there and refuses at an address of its own', () => {
  const attempts = (target: string) => [
    { target: 'localhost', port: 50105, outcome: 'connected', fromPod: 'shop-0' },
    { target, port: 50105, outcome: 'refused', fromPod: 'shop-0' },
  ];
  const pods = [
    { namespace: 'bi', name: 'shop-0', address: '10.2.41.19' },
    { namespace: 'bi', name: 'charts-0', address: '10.2.41.20' },
  ];
  const facts = (target: string) => [
    { fact: 'connection.attempts', value: attempts(target) },
    { fact: 'kubernetes.pods', value: pods },
  ];
  expect(valuesFrom(fact, facts('10.2.41.19'))).toMatchObject([
    [{ service: 'shop-0', targetPort: '50105', problem: 'loopback-only' }],
  ]);
  expect(valuesFrom(fact, facts('10.2.41.77'))).toMatchObject([[{ problem: 'loopback-only' }]]);
  expect(valuesFrom(fact, facts('10.2.41.20'))).toEqual([]);
});
