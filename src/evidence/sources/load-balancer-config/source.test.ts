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
    { name: '', address: '10.3.0.4', port: 6443, mode: 'tcp' },
    { name: '', address: '10.3.0.5', port: 6443, mode: 'tcp' },
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

it('takes a URL behind nginx for its speaking HTTP, and a name for passing bytes on', () => {
  const upstream = 'upstream k8s {\n  server 10.3.0.4:6443 max_fails=3;\n}\nserver {\n  listen 6443;\n';
  const modes = (text: string) =>
    itemsIn(readWith(loadBalancerConfig, upstream + text), fact).map(
      (item) => (item as { mode?: string }).mode,
    );
  expect(modes('  location / {\n    proxy_pass https://k8s;\n')).toEqual(['http']);
  expect(modes('  proxy_pass k8s;\n')).toEqual(['tcp']);
});

it("reads keepalived's real servers", () => {
  const text = 'virtual_server 10.3.0.9 6443 {\n  real_server 10.3.0.4 6443 {\n    weight 1\n  }\n}\n';
  expect(itemsIn(readWith(loadBalancerConfig, text), fact)).toEqual([
    { name: '', address: '10.3.0.4', port: 6443 },
  ]);
});
