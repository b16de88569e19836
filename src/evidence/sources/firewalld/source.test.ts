import { expect, it } from 'vitest';
import {
  emptyIn,
  itemsIn,
  readWith,
  samplesOf,
  unclaimedIn,
  valuesIn,
} from '../../../../test/source-reading.ts';
import { firewalld } from './source.ts';

const samples = samplesOf('firewalld');
const openings = (text = '', command?: string) =>
  itemsIn(readWith(firewalld, text, command), 'firewall.openings');
const states = (text: string, command?: string) =>
  itemsIn(readWith(firewalld, text, command), 'firewall.states');

it('reads ports, services and rich rules of the zone', () => {
  expect(openings(samples['list-all.txt'])).toEqual([
    { protocol: 'tcp', fromPort: 10_250, toPort: 10_250, source: null },
    { protocol: 'tcp', fromPort: 22, toPort: 22, source: null },
    { protocol: 'tcp', fromPort: 6443, toPort: 6443, source: null },
    { protocol: 'tcp', fromPort: 2379, toPort: 2380, source: null },
    { protocol: 'tcp', fromPort: 9100, toPort: 9100, source: '10.0.0.0/24' },
  ]);
  expect(valuesIn(readWith(firewalld, samples['list-all.txt'] ?? ''))).toEqual({
    'firewall.incoming': 'rejected',
  });
});

it('takes of several zones those that are at work, and lets in whom a trusting zone names', () => {
  expect(valuesIn(readWith(firewalld, samples['two-zones.txt'] ?? ''))).toEqual({
    'firewall.incoming': 'rejected',
  });
  expect(openings(samples['two-zones.txt'])).toEqual([
    { protocol: 'tcp', fromPort: 22, toPort: 22, source: null },
    { protocol: 'any', fromPort: 0, toPort: 65_535, source: '10.42.0.0/16' },
    { protocol: 'any', fromPort: 0, toPort: 65_535, source: null, interface: 'cni0' },
  ]);
});

it('knows that nothing is open', () => {
  const text = 'public\n  target: default\n  services: \n  ports: ';
  expect(emptyIn(readWith(firewalld, text))).toEqual(['firewall.openings']);
});

it('reads the list of ports when it was asked for', () => {
  expect(openings('6443/tcp 8472/udp', 'firewall-cmd --list-ports')).toHaveLength(2);
  expect(openings('6443/tcp 8472/udp')).toEqual([]);
});

it.each([
  [
    '● firewalld.service - firewalld - dynamic firewall daemon\n   Active: active (running) since Mon',
    true,
    undefined,
  ],
  ['○ firewalld.service - firewalld\n     Active: inactive (dead)', false, undefined],
  ['\t[WARNING Firewalld]: firewalld is active, please ensure ports [6443 10250] are open', true, undefined],
  ['not running', false, 'firewall-cmd --state'],
  ['active', true, 'systemctl is-active firewalld'],
  ['FirewallD is not running', false, undefined],
  ['inactive\nactive\ninactive', true, 'systemctl is-active etcd firewalld docker'],
])('tells from %j whether it is at work', (text, active, command) => {
  expect(states(text, command)).toEqual([{ tool: 'firewalld', active }]);
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(firewalld, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text =
    '● kubelet.service - kubelet\n   Active: active (running)\nrunning\npublic\n  ports: 80/tcp\n80/tcp open';
  expect(readWith(firewalld, text)).toMatchObject({ findings: [], understood: [] });
});
