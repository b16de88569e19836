import { describe, expect, it } from 'vitest';
import { derivedFrom, valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'pod-range.overlaps';

const pods = (...rows: [name: string, address: string, node: string][]): SubmittedFact => ({
  fact: 'kubernetes.pods',
  value: rows.map(([name, address, node]) => ({
    ...{ namespace: null, name, address, node },
    ...{ readyContainers: 1, containers: 1, status: 'Running', restarts: 0 },
  })),
});
const nic = (name: string, ...addresses: string[]): SubmittedFact => ({
  fact: 'network.interfaces',
  host: 'node-1',
  value: [{ name, mac: null, addresses }],
});
const cidrs = (...value: string[]): SubmittedFact => ({ fact: 'kubernetes.pod-cidrs', value });
const route = (destination: string, via: string | null, dev: string): SubmittedFact => ({
  fact: 'network.routes',
  host: 'node-1',
  value: [{ destination, via, interface: dev }],
});

describe('overlaps', () => {
  it("of a pod's address and an interface's network", () => {
    const listing = pods(
      ['netbox', '172.28.27.2', '172.28.128.103'],
      ['testbox', '172.28.128.132', '172.28.128.101'],
    );
    expect(
      derivedFrom(fact, [listing, nic('eth1', '172.28.128.103/24', 'fe80::5054:ff:fe2c:6c50/64')]),
    ).toMatchObject([
      {
        host: null,
        value: [{ pods: '172.28.128.132', network: '172.28.128.0/24', of: 'interface eth1 on node-1' }],
        observations: [{ origins: [{ submitted: 0 }, { submitted: 1 }] }],
      },
    ]);
  });

  it.each<[string, SubmittedFact[], object]>([
    [
      'a pod range around a network',
      [cidrs('192.168.0.0/16'), nic('eth0', '192.168.4.7/24')],
      { pods: '192.168.0.0/16', network: '192.168.4.0/24' },
    ],
    [
      'a pod range within a network',
      [cidrs('10.1.2.0/24'), nic('eth0', '10.9.9.9/8')],
      { pods: '10.1.2.0/24', network: '10.0.0.0/8' },
    ],
    [
      "Docker's bridge",
      [cidrs('172.17.0.0/16'), nic('docker0', '172.17.0.1/16')],
      { network: '172.17.0.0/16' },
    ],
    [
      'a route on a link',
      [cidrs('10.10.0.0/16'), route('10.10.4.0/24', null, 'eth1')],
      { of: 'route over eth1 on node-1' },
    ],
    [
      'the service range',
      [cidrs('10.32.0.0/12'), { fact: 'kubernetes.service-cidrs', value: ['10.32.0.0/14'] }],
      { of: 'service range' },
    ],
    [
      'hidden octets that are equal',
      [cidrs('***.24.0.0/16'), nic('eth0', '***.24.69.3/24')],
      { network: '***.24.69.0/24' },
    ],
    ['IPv6', [cidrs('fd00:10::/32'), nic('eth0', 'fd00:10:0:1::5/64')], { network: 'fd00:10:0:1::/64' }],
  ])('with %s', (_, facts, item) => {
    expect(valuesFrom(fact, facts)).toMatchObject([[item]]);
  });
});

describe('no overlap', () => {
  it.each<[string, SubmittedFact[]]>([
    ['ranges apart', [cidrs('10.244.0.0/16'), nic('eth0', '192.168.4.7/24')]],
    [
      'pods in the network of their node',
      [pods(['kube-proxy-x', '192.168.4.7', 'a'], ['web', '10.244.1.2', 'a']), nic('eth0', '192.168.4.7/24')],
    ],
    [
      'two pods that share an address',
      [
        pods(['agent-1', '192.168.4.9', 'a'], ['agent-2', '192.168.4.9', 'a'], ['web', '10.244.1.2', 'a']),
        nic('eth0', '192.168.4.7/24'),
      ],
    ],
    [
      "the plugin's own interfaces",
      [
        cidrs('10.244.0.0/16'),
        nic('cni0', '10.244.1.1/24'),
        nic('flannel.1', '10.244.1.0/32'),
        nic('lo', '127.0.0.1/8', '10.244.0.9/32'),
        nic('eth1', '192.168.9.1/24'),
      ],
    ],
    [
      'routes to pods behind a gateway',
      [cidrs('10.244.0.0/16'), route('10.244.2.0/24', '192.168.4.8', 'eth0'), nic('eth0', '192.168.4.7/24')],
    ],
  ])('with %s', (_, facts) => {
    expect(
      valuesFrom(
        fact,
        facts.map((one, i) => ({
          ...one,
          ...(one.fact === 'network.interfaces' ? { host: `node-${i}` } : {}),
        })),
      ),
    ).toEqual([[]]);
  });

  it('between a bridge that Docker and the plugin share and its pods', () => {
    const host = { name: 'docker0', mac: null, addresses: ['10.100.38.1/24'] };
    const overlay = { name: 'flannel0', mac: null, addresses: ['10.100.38.0/16'] };
    const lan = { name: 'eth0', mac: null, addresses: ['192.168.4.7/24'] };
    const interfaces = { fact: 'network.interfaces', value: [host, overlay, lan] };
    expect(valuesFrom(fact, [cidrs('10.100.0.0/16'), interfaces])).toEqual([[]]);
  });

  it('between such a bridge and its pods, however many other addresses the plugin has', () => {
    const bridge = { name: 'docker0', mac: null, addresses: ['10.100.38.1/24'] };
    const others = Array.from({ length: 12 }, (_, i) => ({
      name: `cni${i}`,
      mac: null,
      addresses: [`10.200.${i}.1/24`],
    }));
    const overlay = { name: 'flannel0', mac: null, addresses: ['10.100.38.0/16'] };
    const lan = { name: 'eth0', mac: null, addresses: ['192.168.4.7/24'] };
    const interfaces = { fact: 'network.interfaces', value: [bridge, ...others, overlay, lan] };
    expect(valuesFrom(fact, [cidrs('10.100.0.0/16'), interfaces])).toEqual([[]]);
  });
});

it('takes time in proportion to the interfaces, when many bridges stand beside many plugin addresses', () => {
  const value = Array.from({ length: 20_000 }, (_, i) => ({
    name: i % 2 === 0 ? 'docker0' : `cni${i}`,
    mac: `02:42:00:00:${(i >> 8).toString(16).padStart(2, '0')}:${(i & 255).toString(16).padStart(2, '0')}`,
    addresses: [`${i % 2 === 0 ? 10 : 11}.${i >> 8}.${i & 255}.1/24`],
  }));
  expect(valuesFrom(fact, [cidrs('10.244.0.0/16'), { fact: 'network.interfaces', value }])).toEqual([[]]);
});

it('finds a node in the range that pods get their addresses from', () => {
  const node = { name: 'cp-1', ready: true, status: 'Ready', internalAddress: '172.31.0.7' };
  const nodes = { fact: 'kubernetes.nodes', value: [node] };
  expect(valuesFrom(fact, [cidrs('172.31.0.0/24'), nodes])).toEqual([
    [{ pods: '172.31.0.0/24', network: '172.31.0.7/32', of: 'node cp-1' }],
  ]);
  expect(valuesFrom(fact, [cidrs('10.244.0.0/24'), nodes])).toEqual([]);
});

it('finds the address of a pod in the host network in that range', () => {
  const listed = pods(['calico-node-7wq2x', '192.168.178.41', 'n1'], ['web', '10.1.0.9', 'n1']);
  expect(valuesFrom(fact, [cidrs('192.168.0.0/16'), listed])).toEqual([
    [{ pods: '192.168.0.0/16', network: '192.168.178.41/32', of: 'node 192.168.178.41' }],
  ]);
});

it('does not take a pod that is named after its node for one in the host network', () => {
  const listed = pods(['calico-node-7wq2x', '10.9.0.41', 'n1'], ['netshoot-n1', '10.1.0.9', 'n1']);
  expect(valuesFrom(fact, [cidrs('10.1.0.0/16'), listed])).toEqual([]);
});

it("takes a route over the plugin's bridge for a range of pods", () => {
  const routes = {
    fact: 'network.routes',
    value: [
      { destination: '10.42.0.0/24', via: null, interface: 'cni0' },
      { destination: '10.42.0.0/16', via: null, interface: 'tun0' },
    ],
  };
  expect(valuesFrom(fact, [routes])).toEqual([
    [{ pods: '10.42.0.0/24', network: '10.42.0.0/16', of: 'route over tun0' }],
  ]);
});

describe('unknown', () => {
  it.each<[string, SubmittedFact[]]>([
    ['without networks', [cidrs('10.244.0.0/16')]],
    ['without pods', [nic('eth0', '192.168.4.7/24')]],
    [
      'when pods get addresses of the hosts by design',
      [pods(['aws-node-x', '10.0.0.5', 'a'], ['web', '10.0.0.9', 'a']), nic('eth0', '10.0.0.5/20')],
    ],
    ['when hidden octets leave it open', [cidrs('10.244.0.0/16'), nic('eth0', '***.244.4.7/24')]],
  ])('%s', (_, facts) => {
    expect(valuesFrom(fact, facts)).toEqual([]);
  });
});

describe('the default range of a plugin whose pods have its addresses', () => {
  it('holds nodes', () => {
    const listed = pods(['calico-node-7wq2x', '192.168.4.4', 'n1'], ['web', '192.168.3.11', 'n1']);
    expect(valuesFrom(fact, [listed])).toEqual([
      [{ pods: '192.168.0.0/16', network: '192.168.4.4/32', of: 'node 192.168.4.4' }],
    ]);
  });

  it('is not assumed when ranges are shown, or of another plugin', () => {
    const listed = pods(['calico-node-7wq2x', '192.168.4.4', 'n1'], ['web', '192.168.200.11', 'n1']);
    expect(valuesFrom(fact, [listed, cidrs('192.168.200.0/24')])).toEqual([]);
    const other = pods(['cilium-7wq2x', '192.168.4.4', 'n1'], ['web', '192.168.3.11', 'n1']);
    expect(valuesFrom(fact, [other])).toEqual([]);
  });
});
