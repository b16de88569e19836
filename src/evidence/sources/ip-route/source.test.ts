import { expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ipRoute } from './source.ts';

const samples = samplesOf('ip-route');
const routes = (text = '', command?: string) => itemsIn(readWith(ipRoute, text, command), 'network.routes');

it('reads ip route, with destinations in CIDR form, and passes over what leads nowhere', () => {
  expect(routes(samples['ip-route.txt'])).toEqual([
    { destination: 'default', via: '10.0.2.2', interface: 'eth0' },
    { destination: '10.0.2.0/24', via: null, interface: 'eth0' },
    { destination: '10.244.0.0/24', via: null, interface: 'cni0' },
    { destination: '10.244.1.0/24', via: '10.244.1.0', interface: 'flannel.1' },
    { destination: '10.96.7.129/32', via: null, interface: 'calib318192e929' },
    { destination: '10.96.5.128/26', via: '10.100.99.22', interface: 'tunl0' },
    { destination: '***.24.69.0/24', via: null, interface: 'bond0.169' },
    { destination: '172.17.0.0/16', via: null, interface: 'docker0' },
    { destination: '10.9.0.0/16', via: '10.0.2.11', interface: 'eth0' },
    { destination: '10.9.0.0/16', via: '10.0.2.12', interface: 'eth0' },
  ]);
});

it('reads the tables of route and netstat alike', () => {
  expect(routes(samples['route-n.txt'])).toEqual([
    { destination: 'default', via: '172.18.29.254', interface: 'ens3' },
    { destination: '10.200.152.0/25', via: '172.18.29.17', interface: 'tunl0' },
    { destination: '10.200.158.128/25', via: null, interface: '*' },
    { destination: '10.200.158.138/32', via: null, interface: 'cali6a7779a2e5b' },
  ]);
  expect(routes(samples['netstat-rn.txt'])).toEqual([
    { destination: 'default', via: '10.88.216.1', interface: 'eth0' },
    { destination: '192.0.0.0/8', via: null, interface: 'flannel.1' },
  ]);
});

it('reads JSON', () => {
  expect(routes(samples['json.txt'], 'ip -j route')).toEqual([
    { destination: 'default', via: '10.0.2.2', interface: 'eth0' },
    { destination: '10.0.2.0/24', via: null, interface: 'eth0' },
  ]);
});

it('keeps the routes of other tables apart', () => {
  const text = 'default dev wg0 table 51820 scope link\n10.42.0.0/16 dev tailscale0 table 52';
  expect(routes(text, 'ip route show table all')).toEqual([]);
  expect(
    itemsIn(readWith(ipRoute, '10.42.0.0/16 dev wg0', 'ip route show table 52'), 'network.table-routes'),
  ).toEqual([{ table: '52', destination: '10.42.0.0/16', interface: 'wg0' }]);
  expect(itemsIn(readWith(ipRoute, text), 'network.table-routes')).toHaveLength(2);
});

it('takes the interface from the command that names it', () => {
  expect(routes('default via 10.0.2.2 proto dhcp metric 100', 'ip route show dev eth0')).toEqual([
    { destination: 'default', via: '10.0.2.2', interface: 'eth0' },
  ]);
});

it('does not take the answer of ip route get for an entry of the table', () => {
  const text = '10.96.0.1 via 10.0.2.2 dev eth0 src 10.0.2.15 uid 0 \n    cache ';
  expect(routes(text)).toEqual([]);
  expect(routes('10.96.0.1 via 10.0.2.2 dev eth0 src 10.0.2.15', 'ip route get 10.96.0.1')).toEqual([]);
});

it('knows an empty table only when all of it was asked for', () => {
  expect(emptyIn(readWith(ipRoute, '', 'ip route'))).toEqual(['network.routes']);
  expect(emptyIn(readWith(ipRoute, '', 'ip route | grep default'))).toEqual([]);
  expect(emptyIn(readWith(ipRoute, '', 'ip route show table 100'))).toEqual([]);
});

it.each(Object.entries(samples).filter(([name]) => name !== 'json.txt'))(
  'claims every line of %s',
  (_, text) => {
    expect(unclaimedIn(readWith(ipRoute, text), text)).toEqual([]);
  },
);

it('reports a route that was cut off', () => {
  expect(readWith(ipRoute, '10.244.1.0/24 via').unreadable).toEqual([[1, 1]]);
});

it('leaves what others print alone', () => {
  const text = [
    '10.0.0.2 dev eth0 lladdr 08:00:27:4c:1d:b2 REACHABLE',
    '10.0.0.3 dev eth0  FAILED',
    '10.0.0.3 dev eth0 INCOMPLETE',
    'default    netbox-2123814941-f7qfr   1/1   Running   4   21h',
    'default via the gateway',
    '10.0.0.1 is the gateway',
    '10.0.0.0/24 src 10.0.0.9',
  ].join('\n');
  expect(readWith(ipRoute, text)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
