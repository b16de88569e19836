import { expect, it } from 'vitest';
import { closestWord } from './closest-word.ts';

it('finds the word that a slip of the finger meant', () => {
  expect(closestWord('sysctl.net.ipv4.ipforward', ['sysctl.net.ipv4.ip_forward', 'arp.entries'])).toBe(
    'sysctl.net.ipv4.ip_forward',
  );
  expect(closestWord('eqaul', ['in', 'notEqual', 'equal'])).toBe('equal');
});

it('guesses nothing when no word is near', () => {
  expect(closestWord('helm', ['arp.entries', 'ping.results'])).toBeNull();
});
