import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { kubeProxyRules } from './source.ts';

const text = samplesOf('kube-proxy-rules')['iptables-save.txt'] ?? '';

it('reads where rules lead, and which Services they reject', () => {
  expect(itemsIn(readWith(kubeProxyRules, text), 'kube-proxy.rules')).toEqual([
    { namespace: 'shop', service: 'store', target: '10.180.3.21:8080' },
    { namespace: 'shop', service: 'cart', target: null },
  ]);
});

it('leaves other rules alone', () => {
  const other =
    '-A DOCKER ! -i docker0 -p tcp -m tcp --dport 31000 -j DNAT --to-destination 172.17.0.26:3000';
  expect(readWith(kubeProxyRules, other).findings).toEqual([]);
});
