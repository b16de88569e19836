import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ipRule } from './source.ts';

const samples = samplesOf('ip-rule');
const rules = (text = '', command?: string) => itemsIn(readWith(ipRule, text, command), 'network.rules');

it('reads whose packets which table decides about', () => {
  expect(rules(samples['cilium.txt'])).toEqual([
    { priority: 9, from: 'all', to: null, table: '2004', narrowed: true },
    { priority: 100, from: 'all', to: null, table: 'local', narrowed: false },
    { priority: 111, from: '10.0.1.5', to: '10.0.0.0/16', table: '11', narrowed: false },
    { priority: 32_766, from: 'all', to: null, table: 'main', narrowed: false },
    { priority: 32_767, from: 'all', to: null, table: 'default', narrowed: false },
  ]);
});

it('reads JSON', () => {
  const text =
    '[{"priority":0,"src":"all","table":"local"},{"priority":99,"src":"all","fwmark":"0x1","table":"7"}]';
  expect(rules(text, 'ip -j rule')).toEqual([
    { priority: 0, from: 'all', to: null, table: 'local', narrowed: false },
    { priority: 99, from: 'all', to: null, table: '7', narrowed: true },
  ]);
});

it("keeps of a filtered listing only what is not the kernel's own", () => {
  const text = '5270:\tfrom all lookup 52\n32766:\tfrom all lookup main';
  expect(rules(text, 'ip rule | grep -v local')).toMatchObject([{ table: '52' }]);
});

it('knows rules that refuse', () => {
  expect(rules('90:	from all to 10.1.0.0/16 unreachable')).toMatchObject([
    { to: '10.1.0.0/16', table: null },
  ]);
});

it.each(Object.entries(samples))('claims every line of %s', (_, text) => {
  expect(unclaimedIn(readWith(ipRule, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = 'dial tcp: lookup registry.local\n12: error from lookup\n3: from here on';
  expect(readWith(ipRule, text)).toMatchObject({ findings: [], understood: [] });
});
