import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'network.two-default-routes';
const table = (text: string) => [{ text, command: 'ip route', host: 'node-1' }];

it.each([
  ['default via 10.0.0.1 dev eth0\ndefault via 10.9.0.1 dev eth1 metric 101', true],
  ['default via 10.0.0.1 dev eth0\n10.9.0.0/24 dev eth1 scope link', false],
])('of %j is %s', (text, expected) => {
  expect(valuesFrom(fact, [], table(text))).toEqual([expected]);
});

it('is unknown where no default route is shown', () => {
  expect(valuesFrom(fact, [], table('10.9.0.0/24 dev eth1 scope link'))).toEqual([]);
});
