import { expect, it } from 'vitest';
import { derivedFrom, valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'firewall.closed-ports';
const ufw = (...rows: string[]) => [
  {
    text: ['Status: active', 'Default: deny (incoming), allow (outgoing), deny (routed)', ...rows].join('\n'),
    host: 'node-1',
  },
];

it('are those that no opening has', () => {
  const texts = ufw(
    '6443/tcp   ALLOW IN   Anywhere',
    '8472/udp   ALLOW IN   10.0.0.0/24',
    '22   ALLOW IN   Anywhere',
  );
  expect(derivedFrom(fact, [], texts)).toMatchObject([
    { host: 'node-1', value: ['tcp/10250', 'tcp/2379', 'udp/4789', 'udp/6081', 'tcp/179'] },
  ]);
});

it('are none where a network may send whatever it likes', () => {
  expect(valuesFrom(fact, [], ufw('Anywhere   ALLOW IN   10.0.0.0/24'))).toEqual([[]]);
});

it('are unknown of a firewall that lets in by default, or is off', () => {
  expect(valuesFrom(fact, [], [{ text: 'Status: inactive', command: 'ufw status' }])).toEqual([]);
  expect(valuesFrom(fact, [], [{ text: '-P INPUT ACCEPT', command: 'iptables -S' }])).toEqual([]);
});
