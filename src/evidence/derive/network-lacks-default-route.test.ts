import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'network.lacks-default-route';
const table = (text: string) => [{ text, command: 'ip route', host: 'node-1' }];

it.each([
  ['default via 10.0.0.1 dev eth0\n10.0.0.0/24 dev eth0 scope link', [false]],
  ['10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.5\n10.244.0.0/24 dev cni0 scope link', [true]],
  ['10.244.0.0/24 dev cni0 proto kernel scope link src 10.244.0.1', []],
])('of %j is %j', (text, expected) => {
  expect(valuesFrom(fact, [], table(text))).toEqual(expected);
});
