import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'network.duplicate-macs';
const link = (host: string, name: string, mac: string) => ({
  text: `2: ${name}: <BROADCAST,UP,LOWER_UP> mtu 1500 state UP\n    link/ether ${mac} brd ff:ff:ff:ff:ff:ff`,
  command: 'ip link',
  host,
});

it('are those of cards, or tunnels, of two machines', () => {
  const texts = [link('a', 'eth0', '52:54:00:12:34:56'), link('b', 'ens3', '52:54:00:12:34:56')];
  expect(valuesFrom(fact, [], texts)).toEqual([
    [{ mac: '52:54:00:12:34:56', interfaces: ['eth0', 'ens3'], hosts: ['a', 'b'] }],
  ]);
});

it('are none of bridges and cables of pods, nor within one machine', () => {
  const mac = '52:54:00:12:34:56';
  expect(valuesFrom(fact, [], [link('a', 'docker0', mac), link('b', 'docker0', mac)])).toEqual([]);
  expect(valuesFrom(fact, [], [link('a', 'cali12', mac), link('b', 'cali13', mac)])).toEqual([]);
  expect(valuesFrom(fact, [], [link('a', 'bond0', mac), link('a', 'eth0', mac)])).toEqual([]);
});

it('are none of a machine that appears under two names', () => {
  const mac = '52:54:00:12:34:56';
  expect(valuesFrom(fact, [], [link('a', 'eth0', mac), link('a.example.com', 'eth0', mac)])).toEqual([]);
  const nic = (host: string) => ({
    fact: 'network.interfaces',
    host,
    value: [{ name: 'eth0', mac, addresses: ['10.0.0.5/24'] }],
  });
  expect(valuesFrom(fact, [nic('a'), nic('b')])).toEqual([]);
});
