import { expect, it } from 'vitest';
import { closestId } from './closest-id.ts';

const ids = [
  'sysctl.net.ipv4.ip_forward',
  'sysctl.net.bridge.nf_call',
  'arp.entries',
  'host.ip-forward-disabled',
];

it('finds the id whose end was given', () => {
  expect(closestId('ip_forward', ids)).toBe('sysctl.net.ipv4.ip_forward');
  expect(closestId('net.ipv4.ip_forward', ids)).toBe('sysctl.net.ipv4.ip_forward');
});

it('finds the id of which a part was given, whatever stands between the words', () => {
  expect(closestId('IP-forward-dis', ids)).toBe('host.ip-forward-disabled');
  expect(closestId('arp', ids)).toBe('arp.entries');
});

it('finds the id that a slip of the finger meant', () => {
  expect(closestId('arp.entires', ids)).toBe('arp.entries');
});

it('guesses nothing when no id is near', () => {
  for (const given of ['helm', '', '.', 'a']) expect(closestId(given, ids)).toBeNull();
});
