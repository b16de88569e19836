import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.local-policy-gaps';
const nodes = ['worker-1', 'worker-2'].map((name, at) => ({
  name,
  ready: true,
  status: 'Ready',
  internalAddress: `192.168.7.${11 + at}`,
}));
const given = (policy: string, nodesWith: string[]) => [
  { fact: 'kubernetes.nodes', value: nodes },
  {
    fact: 'kubernetes.services',
    value: [
      {
        namespace: 'edge',
        name: 'gateway',
        externalTrafficPolicy: policy,
        ports: [{ port: 443, nodePort: 30443 }],
      },
    ],
  },
  {
    fact: 'kubernetes.endpoints',
    value: [
      { namespace: 'edge', service: 'gateway', slice: '', ready: ['10.244.1.4:8443'], nodes: nodesWith },
    ],
  },
];

it('nodes without an endpoint, and that one of them was tried in vain', () => {
  const failed = {
    fact: 'connection.attempts',
    value: [{ target: '192.168.7.12', port: 30443, outcome: 'timed-out' }],
  };
  expect(valuesFrom(fact, [...given('Local', ['worker-1']), failed])).toEqual([
    [
      {
        namespace: 'edge',
        service: 'gateway',
        policy: 'externalTrafficPolicy',
        nodesWithout: 'worker-2',
        nodesWith: 'worker-1',
        failed: true,
      },
    ],
  ]);
});

it('finds the nodes by the addresses of pods', () => {
  const pod = {
    namespace: 'edge',
    name: 'gateway-0',
    readyContainers: 1,
    containers: 1,
    status: 'Running',
    restarts: 0,
    address: '10.244.1.4',
    node: 'worker-2',
  };
  const pods = [{ fact: 'kubernetes.pods', value: [pod] }];
  expect(valuesFrom(fact, [...given('Local', []), ...pods])).toMatchObject([
    [{ nodesWithout: 'worker-1', failed: false }],
  ]);
});

it('the policy for traffic from pods, when the address of the Service fails', () => {
  const service = {
    namespace: 'edge',
    name: 'gateway',
    clusterAddress: '10.96.3.4',
    internalTrafficPolicy: 'Local',
  };
  const failed = { target: '10.96.3.4', port: 443, outcome: 'refused' };
  const facts = given('Cluster', ['worker-1']).map((one) =>
    one.fact === 'kubernetes.services' ? { ...one, value: [service] } : one,
  );
  expect(valuesFrom(fact, [...facts, { fact: 'connection.attempts', value: [failed] }])).toMatchObject([
    [{ policy: 'internalTrafficPolicy', nodesWithout: 'worker-2', failed: true }],
  ]);
});

it('none for the policy Cluster, or when all nodes have one; unknown when nobody knows where they are', () => {
  expect(valuesFrom(fact, given('Cluster', ['worker-1']))).toEqual([[]]);
  expect(valuesFrom(fact, given('Local', ['worker-1', 'worker-2']))).toEqual([[]]);
  expect(valuesFrom(fact, given('Local', []))).toEqual([]);
});
