import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { loadBalancerConfig } from './source.ts';

const fact = 'load-balancer.backends';
const samples = samplesOf('load-balancer-config');

it("reads HAProxy's servers, without those that are commented out", () => {
  expect(itemsIn(readWith(loadBalancerConfig, samples['haproxy.txt'] ?? ''), fact)).toEqual([
    { name: 'master1', address: '192.168.10.11', port: 6443, mode: 'tcp' },
    { name: 'master2', address: '192.168.10.12', port: 6443, mode: 'tcp' },
  ]);
});

it("reads nginx's upstream servers", () => {
  expect(itemsIn(readWith(loadBalancerConfig, samples['nginx.txt'] ?? ''), fact)).toEqual([
    { name: '', address: '10.3.0.4', port: 6443 },
    { name: '', address: '10.3.0.5', port: 6443 },
  ]);
});

it('leaves the upstream of a web site alone', () => {
  const text = 'upstream shop {\n  server 10.3.0.4:443;\n  server 10.3.0.5:8080;\n}\n';
  expect(readWith(loadBalancerConfig, text).findings).toEqual([]);
});

it('needs more than a line that begins with server', () => {
  expect(readWith(loadBalancerConfig, 'server 10.0.0.1:6443 is down;\n').findings).toEqual([]);
});

it('takes the mode of the defaults where a section has none', () => {
  const text = 'defaults\n  mode http\nbackend kube\n  server a 10.0.0.4:6443 check\n';
  expect(itemsIn(readWith(loadBalancerConfig, text), fact)).toEqual([
    { name: 'a', address: '10.0.0.4', port: 6443, mode: 'http' },
  ]);
});
