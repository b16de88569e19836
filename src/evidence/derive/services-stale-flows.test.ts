import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.stale-flows';
const given = (answerer: string, destination = '10.96.0.53') => [
  {
    fact: 'kubernetes.services',
    value: [
      { namespace: 'logs', name: 'syslog', clusterAddress: '10.96.0.53', externalAddresses: ['192.0.2.7'] },
    ],
  },
  {
    fact: 'kubernetes.endpoints',
    value: [{ namespace: 'logs', service: 'syslog', slice: '', ready: ['10.244.2.40:514'] }],
  },
  {
    fact: 'conntrack.flows',
    value: [{ protocol: 'udp', destination, port: 514, answerer, unreplied: true }],
  },
];

it('a flow that leads to an address which is no endpoint', () => {
  expect(valuesFrom(fact, given('10.244.1.77'))).toEqual([
    [{ namespace: 'logs', service: 'syslog', protocol: 'udp', answerer: '10.244.1.77', byPods: false }],
  ]);
});

it('also when it was sent to the load balancer', () => {
  expect(valuesFrom(fact, given('10.244.1.77', '192.0.2.7'))).toMatchObject([[{ service: 'syslog' }]]);
});

it('none, when it leads to one; unknown of flows to other things', () => {
  expect(valuesFrom(fact, given('10.244.2.40'))).toEqual([[]]);
  expect(valuesFrom(fact, given('10.244.2.40').slice(1))).toEqual([]);
  expect(valuesFrom(fact, given('10.244.1.77').slice(2))).toEqual([]);
});

it('a flow to a Service without endpoints, and one to an address that does not answer ping', () => {
  const empty = given('10.244.1.77').map((one) =>
    one.fact === 'kubernetes.endpoints'
      ? { ...one, value: [{ namespace: 'logs', service: 'syslog', slice: '', ready: [] }] }
      : one,
  );
  expect(valuesFrom(fact, empty)).toMatchObject([[{ service: 'syslog', answerer: '10.244.1.77' }]]);
  const ping = {
    fact: 'ping.results',
    value: [{ target: '10.244.1.77', transmitted: 2, received: 0, lossPercent: 100 }],
  };
  expect(valuesFrom(fact, [...given('10.244.1.77').slice(2), ping])).toMatchObject([
    [{ service: '10.96.0.53', answerer: '10.244.1.77' }],
  ]);
});

it('a UDP flow to a Service that nothing rewrote, while there are endpoints', () => {
  expect(valuesFrom(fact, given('10.96.0.53'))).toMatchObject([
    [{ service: 'syslog', answerer: '10.96.0.53' }],
  ]);
  const empty = given('10.96.0.53').map((one) =>
    one.fact === 'kubernetes.endpoints'
      ? { ...one, value: [{ namespace: 'logs', service: 'syslog', slice: '', ready: [] }] }
      : one,
  );
  expect(valuesFrom(fact, empty)).toEqual([[]]);
});

it('a flow to a host port that leads to the former pod, beside one that the present pod answers', () => {
  const flow = (answerer: string, unreplied: boolean) => ({
    protocol: 'udp',
    destination: '10.240.0.4',
    port: 8125,
    answerer,
    unreplied,
  });
  const of = (...flows: object[]) =>
    valuesFrom(fact, [
      {
        fact: 'kubernetes.pods',
        value: [
          { namespace: 'mon', name: 'agent-k2vzc', address: '10.240.0.91', node: 'n1', status: 'Running' },
        ],
      },
      { fact: 'conntrack.flows', value: flows },
    ]);
  expect(of(flow('10.240.0.63', true), flow('10.240.0.91', false))).toMatchObject([
    [{ answerer: '10.240.0.63' }],
  ]);
  expect(of(flow('10.240.0.63', true))).toMatchObject([[{ answerer: '10.240.0.63', byPods: true }]]);
  expect(of(flow('10.240.7.63', true))).toEqual([]);
  expect(of(flow('10.240.0.91', true))).toEqual([]);
});

it('a flow past the only endpoints that are shown, where the Service is not', () => {
  const [, endpoints, flows] = given('10.244.1.77');
  const only = [endpoints, flows].filter((one) => one !== undefined);
  expect(valuesFrom(fact, only)).toMatchObject([[{ service: 'syslog', answerer: '10.244.1.77' }]]);
  const others = {
    fact: 'kubernetes.endpoints',
    value: [{ namespace: 'web', service: 'shop', slice: '', ready: ['10.244.2.9:514'] }],
  };
  expect(valuesFrom(fact, [...only, others])).toEqual([]);
});

it('a flow past what the table of EndpointSlices lists', () => {
  const listed = (...addresses: string[]) => ({
    fact: 'kubernetes.listed-endpoints',
    value: [{ namespace: null, service: 'telemetry', addresses, port: 514 }],
  });
  const flows = given('10.244.1.77').slice(2);
  expect(valuesFrom(fact, [...flows, listed('10.244.2.40')])).toMatchObject([[{ service: 'telemetry' }]]);
  expect(valuesFrom(fact, [...flows, listed('10.244.1.77')])).toEqual([]);
});
