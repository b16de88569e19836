import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { kubernetesTargets } from './source.ts';

const fact = 'apiserver.proxy-targets';
const samples = samplesOf('kubernetes-targets');

it.each([
  ...Object.values(samples),
  'DNAT  tcp  --  0.0.0.0/0  0.0.0.0/0  /* default/kubernetes:https */ tcp to:10.61.0.11:6443',
  'meta l4proto tcp  counter packets 0 bytes 0 dnat to 10.61.0.11:6443 comment "default/kubernetes:https"',
])('reads where a rule leads: %s', (text) => {
  expect(itemsIn(readWith(kubernetesTargets, text), fact)).toEqual(['10.61.0.11']);
});

it('reads the endpoints that kube-proxy logs', () => {
  const text =
    'I0827 02:49:15.403572 1 endpoints.go:234] Setting endpoints for "default/kubernetes:https" to [10.61.0.11:443 10.61.0.12:443]';
  expect(itemsIn(readWith(kubernetesTargets, text), fact)).toEqual(['10.61.0.11', '10.61.0.12']);
});

it('reads no rule of another Service', () => {
  const text =
    '-A KUBE-SEP-A -m comment --comment "shop/web:http" -m tcp -j DNAT --to-destination 10.61.0.11:80';
  expect(readWith(kubernetesTargets, text).findings).toEqual([]);
});
