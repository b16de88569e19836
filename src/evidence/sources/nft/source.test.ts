import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { nft } from './source.ts';

const samples = samplesOf('nft');
const whole = samples['forward-drop.txt'] ?? '';

it('reads policies, and what becomes of pods and of what comes in', () => {
  const read = readWith(nft, whole, 'nft list ruleset');
  expect(itemsIn(read, 'packet-filter.policies')).toEqual([
    { hook: 'forward', table: 'filter', family: 'ipv4', policy: 'drop' },
    { hook: 'input', table: 'inet filter', family: 'both', policy: 'drop' },
  ]);
  expect(valuesIn(read)).toEqual({
    'packet-filter.pod-forwarding': 'dropped',
    'firewall.incoming': 'rejected',
  });
  expect(itemsIn(read, 'firewall.openings')).toEqual([
    { protocol: 'tcp', fromPort: 22, toPort: 22, source: null },
    { protocol: 'tcp', fromPort: 6443, toPort: 6443, source: null },
    { protocol: 'udp', fromPort: 8472, toPort: 8472, source: '10.0.0.0/24' },
  ]);
});

it('knows that pods get through where a rule lets them', () => {
  const text = whole.replace(
    'iifname "docker0" oifname',
    'ip saddr 10.244.0.0/16 counter packets 1 bytes 2 accept\n\t\toifname',
  );
  expect(valuesIn(readWith(nft, text))['packet-filter.pod-forwarding']).toBe('accepted');
});

it('tells policies alone of an excerpt, and of firewalld', () => {
  const cut = whole
    .replace('iifname "lo" accept', '...')
    .split('table inet')[0]
    ?.replace('counter packets 118 bytes 7080 jump', '...');
  expect(valuesIn(readWith(nft, cut ?? '', 'nft list ruleset | head -9'))).toEqual({});
  expect(valuesIn(readWith(nft, whole.replaceAll(/table \w+ filter/g, 'table inet firewalld')))).toEqual({});
});

it('sees the rules of kube-proxy', () => {
  const text = 'table ip nat {\n\tchain KUBE-SERVICES {\n\t}\n\tchain KUBE-SVC-NPX46M4PTMTKRN6Y {\n\t}\n}';
  expect(itemsIn(readWith(nft, text), 'packet-filter.backends')).toEqual([
    { backend: 'nf_tables', kubernetesRules: true },
  ]);
});

it('claims every line', () => {
  expect(unclaimedIn(readWith(nft, whole), whole)).toEqual([]);
});

it('leaves what others print alone', () => {
  const text = 'a table ip filter { of rules\nchain FORWARD {\npolicy drop;\ntable inet of them';
  expect(readWith(nft, text)).toMatchObject({ findings: [], understood: [] });
});
