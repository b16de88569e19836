import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'kubernetes.doubtful-node-addresses';
const nodes = (...rows: [name: string, internalAddress: string][]): SubmittedFact => ({
  fact: 'kubernetes.nodes',
  value: rows.map(([name, internalAddress]) => ({ name, ready: true, status: 'Ready', internalAddress })),
});
const nics = (host: string, ...rows: [name: string, address: string][]): SubmittedFact => ({
  fact: 'network.interfaces',
  host,
  value: rows.map(([name, address]) => ({ name, mac: null, addresses: [address] })),
});
const lo: [string, string] = ['lo', '127.0.0.1/8'];

it('are those that two nodes have', () => {
  expect(valuesFrom(fact, [nodes(['a', '10.0.2.15'], ['b', '10.0.2.15'], ['c', '10.0.3.1'])])).toEqual([
    [
      { node: 'a', address: '10.0.2.15', reason: 'shared' },
      { node: 'b', address: '10.0.2.15', reason: 'shared' },
    ],
  ]);
});

it.each([
  ['127.0.1.1', 'loopback', []],
  ['172.17.0.1', 'bridge', [nics('a', lo, ['docker0', '172.17.0.1/16'])]],
  ['10.8.0.6', 'tunnel', [nics('a', lo, ['tun0', '10.8.0.6/24'])]],
  ['172.17.0.1', 'bridge', []],
  ['192.168.1.9', 'elsewhere', [nics('a', lo, ['eth0', '192.168.1.40/24'])]],
])('are such as %s (%s)', (address, reason, interfaces) => {
  expect(valuesFrom(fact, [nodes(['a', address]), ...interfaces])).toEqual([
    [{ node: 'a', address, reason }],
  ]);
});

it('are those that differ from the one in the name that AWS gives', () => {
  const name = 'ip-10-3-21-40.eu-west-1.compute.internal';
  expect(valuesFrom(fact, [nodes([name, '10.3.20.110'])])).toEqual([
    [{ node: name, address: '10.3.20.110', reason: 'elsewhere' }],
  ]);
  expect(valuesFrom(fact, [nodes([name, '10.3.21.40'])])).toEqual([]);
});

it('are not those of a card, nor what one listed interface cannot tell', () => {
  expect(valuesFrom(fact, [nodes(['a', '10.0.0.5']), nics('a', lo, ['eth0', '10.0.0.5/24'])])).toEqual([]);
  expect(valuesFrom(fact, [nodes(['a', '10.0.0.5']), nics('a', ['cni0', '10.244.0.1/24'])])).toEqual([]);
  expect(valuesFrom(fact, [nodes(['a', '10.0.0.5']), nics('b', lo, ['eth0', '10.0.0.9/24'])])).toEqual([]);
});
