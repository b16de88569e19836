import { expect, it } from 'vitest';
import { derivedFrom, valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'arp.foreign-entries';
const wrong = 'b4:05:5d:7d:89:3a';
const right = '38:68:dd:4f:e7:e8';

const cache = (mac: string, host?: string, address = '***.24.69.222'): SubmittedFact => ({
  fact: 'arp.entries',
  value: [{ address, mac, interface: 'bond0.169' }],
  ...(host === undefined ? {} : { host }),
});
const owner = (mac: string, host?: string, name = 'bond0.169', address = '***.24.69.222'): SubmittedFact => ({
  fact: 'network.interfaces',
  value: [{ name, mac, addresses: [`${address}/24`] }],
  ...(host === undefined ? {} : { host }),
});
const foreign = {
  address: '***.24.69.222',
  interface: 'bond0.169',
  cachedMac: wrong,
  ownerMac: right,
  owner: 'b',
  ownerInterface: 'bond0.169',
  corrected: false,
};

it('an entry that differs from the interface on another machine', () => {
  expect(derivedFrom(fact, [cache(wrong, 'a'), owner(right, 'b')])).toMatchObject([
    { host: 'a', value: [foreign], observations: [{ origins: [{ submitted: 0 }, { submitted: 1 }] }] },
  ]);
});

it('stays listed once it was corrected', () => {
  expect(valuesFrom(fact, [cache(wrong, 'a'), owner(right, 'b'), cache(right, 'a')])).toEqual([
    [{ ...foreign, corrected: true }],
  ]);
  expect(valuesFrom(fact, [cache(right, 'a'), owner(right, 'b'), cache(wrong, 'a')])).toEqual([[foreign]]);
});

it('names the machine whose MAC was cached, when it is in the evidence', () => {
  const facts = [cache(wrong, 'a'), owner(right, 'b'), owner(wrong, 'c', 'eth0', '***.24.69.9')];
  expect(valuesFrom(fact, facts)).toEqual([[{ ...foreign, cachedMacOwner: 'c' }]]);
});

it('an unnamed cache and an unnamed interface are those of two machines', () => {
  expect(derivedFrom(fact, [cache(wrong), owner(right)])).toMatchObject([
    { host: null, value: [{ ...foreign, owner: null }] },
  ]);
});

it('an interface of the same machine proves nothing', () => {
  expect(valuesFrom(fact, [cache(wrong, 'a'), owner(right, 'a')])).toEqual([]);
});

it('a MAC that any interface with the address has is not foreign', () => {
  expect(valuesFrom(fact, [cache(wrong, 'a'), owner(right, 'b'), owner(wrong, 'c')])).toEqual([[]]);
});

it('a virtual MAC, a repeated bridge and a link-local address are not foreign', () => {
  expect(valuesFrom(fact, [cache('00:00:5e:00:01:0a', 'a'), owner(right, 'b')])).toEqual([[]]);
  expect(
    valuesFrom(fact, [cache(wrong, 'a', '172.17.0.1'), owner(right, 'b', 'docker0', '172.17.0.1')]),
  ).toEqual([]);
  expect(
    valuesFrom(fact, [cache(wrong, 'a', '169.254.1.1'), owner(right, 'b', 'eth0', '169.254.1.1')]),
  ).toEqual([]);
});

it('the MAC that Azure answers with for every address is not foreign', () => {
  expect(valuesFrom(fact, [cache('12:34:56:78:9a:bc', 'a'), owner(right, 'b')])).toEqual([[]]);
});

it('the MAC of another interface of the machine that has the address is not foreign', () => {
  const second = owner(wrong, 'b', 'eth1', '***.24.69.223');
  const first = owner(right, 'b');
  const both = { ...first, value: [first.value, second.value].flat() };
  expect(valuesFrom(fact, [cache(wrong, 'a'), both])).toEqual([[]]);
  expect(valuesFrom(fact, [cache(wrong, 'a'), { ...both, host: 'c' }, first])).toEqual([[]]);
});

it('that there is none is known only when every entry could be compared', () => {
  expect(valuesFrom(fact, [cache(right, 'a'), owner(right, 'b')])).toEqual([[]]);
  expect(valuesFrom(fact, [cache(right, 'a'), cache(wrong, 'a', '***.24.69.1'), owner(right, 'b')])).toEqual(
    [],
  );
  expect(valuesFrom(fact, [cache(right, 'a')])).toEqual([]);
});

it('is found in what was pasted from two terminals', () => {
  const text = `[root@node-3 bin]# arp -e
Address                  HWtype  HWaddress           Flags Mask            Iface
10.24.69.222             ether   ${wrong}   C                     bond0.169
[root@node-2 ~]# ip a
5: bond0.169@bond0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    link/ether ${right} brd ff:ff:ff:ff:ff:ff
    inet 10.24.69.222/24 brd 10.24.69.255 scope global secondary bond0.169:1
`;
  expect(derivedFrom(fact, [], [{ text }])).toMatchObject([
    { host: 'node-3', value: [{ ...foreign, address: '10.24.69.222', owner: 'node-2' }] },
  ]);
});

it("names the interface of the machine that holds the address, which another machine's cache does not know", () => {
  expect(valuesFrom(fact, [cache(wrong, 'a'), owner(right, 'b', 'eth1')])).toEqual([
    [{ ...foreign, ownerInterface: 'eth1' }],
  ]);
});
