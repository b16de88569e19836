import { describe, expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'address.duplicates';
const m1 = '00:50:56:a1:4e:20';
const m2 = '00:50:56:a1:b7:93';

const has = (
  mac: string,
  more: Partial<SubmittedFact> = {},
  address = '172.29.6.161/24',
  name = 'eth0',
): SubmittedFact => ({
  fact: 'network.interfaces',
  value: [{ name, mac, addresses: [address] }],
  ...more,
});
const nic = (name: string, mac: string) => ({ name, mac, addresses: [] });
const cached = (mac: string, host?: string, dev = 'eth0'): SubmittedFact => ({
  fact: 'arp.entries',
  value: [{ address: '172.29.6.161', mac, interface: dev }],
  ...(host === undefined ? {} : { host }),
});

it('an address on the interfaces of two machines', () => {
  expect(valuesFrom(fact, [has(m1, { host: 'a' }), has(m2, { host: 'b' })])).toEqual([
    [{ address: '172.29.6.161', macs: [m1, m2], hosts: ['a', 'b'] }],
  ]);
});

it('an address and a MAC that copies of one machine have, told apart by another address', () => {
  const copy = (host: string, own: string): SubmittedFact => ({
    fact: 'network.interfaces',
    host,
    value: [{ name: 'eth0', mac: m1, addresses: ['172.29.6.161/24', own] }],
  });
  expect(valuesFrom(fact, [copy('a', 'fe80::53ae:1/64'), copy('b', 'fe80::99a7:2/64')])).toEqual([
    [{ address: '172.29.6.161', macs: [m1], hosts: ['a', 'b'] }],
  ]);
  expect(valuesFrom(fact, [copy('a', 'fe80::53ae:1/64'), copy('b', 'fe80::53ae:1/64')])).toEqual([]);
});

it('in two outputs that name no machine', () => {
  expect(valuesFrom(fact, [has(m1), has(m2)])).toEqual([
    [{ address: '172.29.6.161', macs: [m1, m2], hosts: [] }],
  ]);
});

it('an address that neighbours cached with two MACs', () => {
  expect(valuesFrom(fact, [cached(m1, 'a'), cached(m2, 'b')])).toEqual([
    [{ address: '172.29.6.161', macs: [m1, m2], hosts: ['a', 'b'] }],
  ]);
});

it.each<[string, SubmittedFact[]]>([
  [
    'one MAC on several interfaces',
    [has(m1, { host: 'a' }), has(m1, { host: 'a' }, '172.29.6.161/24', 'eth0.5')],
  ],
  [
    'a link-local address',
    [has(m1, { host: 'a' }, '169.254.20.10/32'), has(m2, { host: 'b' }, '169.254.20.10/32')],
  ],
  [
    "Docker's bridge",
    [has(m1, { host: 'a' }, '172.17.0.1/16', 'docker0'), has(m2, { host: 'b' }, '172.17.0.1/16', 'docker0')],
  ],
  [
    'an address that moved in between',
    [
      has(m1, { host: 'a', observedAt: '2024-05-11T09:00:00Z' }),
      has(m2, { host: 'b', observedAt: '2024-05-11T10:00:00Z' }),
    ],
  ],
  ['the virtual MAC of a gateway', [cached('00:00:5e:00:01:0a', 'a'), cached(m2, 'b')]],
  ["Azure's MAC for every neighbour", [cached('12:34:56:78:9a:bc', 'a'), cached(m2, 'b')]],
  [
    'neighbours that cached two interfaces of one machine',
    [
      { fact: 'network.interfaces', host: 'c', value: [nic('eth0', m1), nic('eth1', m2)] },
      cached(m1, 'a'),
      cached(m2, 'b'),
    ],
  ],
  ['containers behind bridges of their own', [cached(m1, 'a', 'docker0'), cached(m2, 'b', 'docker0')]],
  ['a cache before and after', [cached(m1), cached(m2)]],
])('nothing is known from %s', (_, facts) => {
  expect(valuesFrom(fact, facts)).toEqual([]);
});

it('are seen when two MACs answer for one address', () => {
  const answer = (mac: string) => ({ address: '10.0.0.5', mac });
  const submitted = (...macs: string[]): SubmittedFact => ({ fact: 'arp.answers', value: macs.map(answer) });
  expect(valuesFrom(fact, [submitted('52:54:00:aa:bb:01', '52:54:00:aa:bb:02')])).toEqual([
    [{ address: '10.0.0.5', macs: ['52:54:00:aa:bb:01', '52:54:00:aa:bb:02'], hosts: [] }],
  ]);
  expect(valuesFrom(fact, [submitted('52:54:00:aa:bb:01')])).toEqual([]);
});

describe('listings without MACs', () => {
  const brief = (host: string | undefined, name: string, ...addresses: string[]): SubmittedFact => ({
    fact: 'network.interfaces',
    value: [{ name, mac: null, addresses }],
    ...(host === undefined ? {} : { host }),
  });

  it('tell two machines by their names', () => {
    const both = [
      brief('m1', 'p5p1', '10.38.68.11/24', '10.38.68.253/32'),
      brief('m3', 'p5p1', '10.38.68.13/24', '10.38.68.253/32'),
    ];
    expect(valuesFrom(fact, both)).toEqual([[{ address: '10.38.68.253', macs: [], hosts: ['m1', 'm3'] }]]);
  });

  it('prove nothing of loopbacks, of hidden addresses, and of machines without a name', () => {
    const vip = '10.38.68.253/32';
    expect(valuesFrom(fact, [brief('m1', 'lo', vip), brief('m3', 'lo', vip)])).toEqual([]);
    expect(
      valuesFrom(fact, [brief('m1', 'eth0', '10.x.x.3/24'), brief('m3', 'eth0', '10.x.x.3/24')]),
    ).toEqual([]);
    expect(valuesFrom(fact, [brief('m1', 'eth0', vip), brief(undefined, 'eth0', vip)])).toEqual([]);
  });
});
