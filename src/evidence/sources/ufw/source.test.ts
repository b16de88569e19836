import { expect, it } from 'vitest';
import {
  emptyIn,
  itemsIn,
  readWith,
  samplesOf,
  unclaimedIn,
  valuesIn,
} from '../../../../test/source-reading.ts';
import { ufw } from './source.ts';

const samples = samplesOf('ufw');
const openings = (text = '') => itemsIn(readWith(ufw, text), 'firewall.openings');

it('reads what is open, to whom and through what', () => {
  expect(openings(samples['verbose.txt'])).toEqual([
    { protocol: 'tcp', fromPort: 22, toPort: 22, source: null },
    { protocol: 'tcp', fromPort: 2379, toPort: 2380, source: '10.20.0.0/24' },
    { protocol: 'any', fromPort: 0, toPort: 65_535, source: null, interface: 'cni0' },
    { protocol: 'tcp', fromPort: 80, toPort: 80, source: null },
    { protocol: 'tcp', fromPort: 443, toPort: 443, source: null },
  ]);
  expect(openings(samples['numbered.txt'])).toEqual([
    { protocol: 'any', fromPort: 22, toPort: 22, source: null },
    { protocol: 'any', fromPort: 6443, toPort: 6443, source: '192.168.7.12' },
    { protocol: 'any', fromPort: 0, toPort: 65_535, source: '10.42.0.0/16' },
  ]);
});

it('reads what becomes of the rest', () => {
  expect(valuesIn(readWith(ufw, samples['verbose.txt'] ?? ''))).toEqual({
    'firewall.incoming': 'dropped',
    'firewall.routed': 'dropped',
  });
  expect(valuesIn(readWith(ufw, samples['numbered.txt'] ?? ''))).toEqual({ 'firewall.incoming': 'dropped' });
});

it('knows that it is off, and then nothing else', () => {
  const read = readWith(ufw, 'Status: inactive', 'ufw status');
  expect(itemsIn(read, 'firewall.states')).toEqual([{ tool: 'ufw', active: false }]);
  expect(valuesIn(read)).toEqual({});
});

it('knows that nothing is open', () => {
  expect(emptyIn(readWith(ufw, 'Status: active\n', 'ufw status'))).toEqual(['firewall.openings']);
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(ufw, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = 'Subscription Status: active\n22/tcp   ALLOW   Anywhere\nLogging: on';
  expect(readWith(ufw, text)).toMatchObject({ findings: [], understood: [] });
});
