import { expect, it } from 'vitest';
import { derivedFrom } from '../../../test/derived-facts.ts';

const fact = 'network.asymmetric-arrivals';
const routes = [
  'default via 172.20.0.1 dev eth0',
  '172.20.0.0/24 dev eth0 proto kernel scope link src 172.20.0.12',
  '192.168.70.0/24 dev eth1 proto kernel scope link src 192.168.70.12',
].join('\n');
const capture = (name: string, source: string) =>
  [1, 2]
    .map(
      (n) =>
        `11:20:4${n}.392833 ${name}  In  IP ${source}.51844 > 192.168.70.12.30080: Flags [S], seq 3187, win 64240, length 0`,
    )
    .join('\n');
const given = (text: string, host = 'node-1') => [
  { text: routes, command: 'ip route', host: 'node-1' },
  { text, command: 'tcpdump -ni any port 30080', host },
];

it('are packets from a sender to whom the route leaves through another interface', () => {
  expect(derivedFrom(fact, [], given(capture('eth1', '10.61.9.21')))).toMatchObject([
    { host: 'node-1', value: [{ interface: 'eth1', source: '10.61.9.21', back: 'eth0' }] },
  ]);
});

it.each([
  ['the route leaves where they came', given(capture('eth0', '10.61.9.21'))],
  ['a longer route does', given(capture('eth1', '192.168.70.9'))],
  ['another machine has the routes', given(capture('eth1', '10.61.9.21'), 'node-2')],
])('are unknown when %s', (_, texts) => {
  expect(derivedFrom(fact, [], texts)).toEqual([]);
});
