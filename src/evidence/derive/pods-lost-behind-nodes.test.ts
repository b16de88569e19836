import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'pods.lost-behind-nodes';
const routes = (via: string) => ({
  host: 'a',
  command: 'ip route',
  text: `default via 10.61.0.1 dev eth0\n10.2.44.0/24 ${via}\n10.61.0.0/20 dev eth0 proto kernel scope link src 10.61.1.3`,
});
const ping = (address: string, received: number) => ({
  command: `ping -c 3 ${address}`,
  text: `PING ${address} (${address}) 56(84) bytes of data.\n\n--- ${address} ping statistics ---\n3 packets transmitted, ${received} received, ${(3 - received) * 33}% packet loss, time 2001ms`,
});

it('are those in a range that is routed to another node', () => {
  expect(valuesFrom(fact, [], [routes('via 10.61.1.7 dev eth0'), ping('10.2.44.2', 0)])).toEqual([
    [{ address: '10.2.44.2', range: '10.2.44.0/24', via: '10.61.1.7' }],
  ]);
});

it.each([
  ['through a tunnel', 'via 10.2.44.0 dev flannel.1 onlink', '10.2.44.2', 0],
  ['to another range', 'via 10.61.1.7 dev eth0', '10.2.45.2', 0],
  ['and that answer', 'via 10.61.1.7 dev eth0', '10.2.44.2', 3],
])('are none %s', (_, via, address, received) => {
  expect(valuesFrom(fact, [], [routes(via), ping(address, received)])).toEqual([]);
});
