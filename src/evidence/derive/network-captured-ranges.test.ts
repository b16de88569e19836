import { expect, it } from 'vitest';
import { derivedFrom, valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'network.captured-ranges';
const ranges: SubmittedFact[] = [
  { fact: 'kubernetes.pod-cidrs', value: ['10.42.0.0/16'] },
  { fact: 'kubernetes.service-cidrs', value: ['10.43.0.0/16'] },
];
const routes = (text: string, command = 'ip route show table 52') => [{ text, command, host: 'node-1' }];

it('are those that a route through a VPN overlaps', () => {
  expect(derivedFrom(fact, ranges, routes('10.43.0.0/16 dev tailscale0'))).toMatchObject([
    {
      host: 'node-1',
      value: [{ range: '10.43.0.0/16', interface: 'tailscale0', destination: '10.43.0.0/16' }],
    },
  ]);
  expect(valuesFrom(fact, ranges, routes('10.0.0.0/8 dev tun0 scope link', 'ip route'))).toHaveLength(1);
});

it('are not those of the network plugin, nor of other destinations', () => {
  expect(valuesFrom(fact, ranges, routes('10.42.1.0/24 dev flannel-wg', 'ip route'))).toEqual([]);
  expect(valuesFrom(fact, ranges, routes('default dev tun0', 'ip route'))).toEqual([]);
  expect(valuesFrom(fact, ranges, routes('100.64.0.7 dev tailscale0'))).toEqual([]);
});
