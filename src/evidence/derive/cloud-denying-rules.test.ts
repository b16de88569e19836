import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const rule = (action: string, priority: number, more: object = {}) => ({
  ...{ cloud: 'azure', kind: 'acl', group: 'nodes-nsg', direction: 'ingress', action, priority },
  ...{ protocol: 'any', fromPort: 0, toPort: 65535, remote: 'any', ...more },
});
const denied = (...rules: object[]) =>
  valuesFrom('cloud.denying-rules', [{ fact: 'cloud.security-rules', value: rules }]);

it('finds a rule that denies everything', () => {
  expect(denied(rule('deny', 4000))).toEqual([[rule('deny', 4000)]]);
});

it('finds one that denies the network to itself, or a port that clusters need', () => {
  const [network, port] = [
    rule('deny', 300, { remote: 'VirtualNetwork' }),
    rule('deny', 200, { fromPort: 10250, toPort: 10250, protocol: 'tcp', remote: '10.0.0.0/8' }),
  ];
  expect(denied(network, port)).toEqual([[network, port]]);
});

it("leaves the clouds' own last rules alone", () => {
  expect(denied(rule('deny', 65500), rule('allow', 65000))).toEqual([[]]);
  expect(denied(rule('deny', 32767, { cloud: 'aws' }))).toEqual([[]]);
});

it('leaves alone what an earlier rule allows, and ports of no concern', () => {
  expect(denied(rule('deny', 4000), rule('allow', 100))).toEqual([[]]);
  expect(denied(rule('deny', 4000), rule('allow', 3900, { remote: 'VirtualNetwork' }))).toEqual([[]]);
  expect(denied(rule('deny', 200, { fromPort: 3389, toPort: 3389 }))).toEqual([[]]);
  expect(denied(rule('deny', 200, { remote: '203.0.113.7/32' }))).toEqual([[]]);
});

it('does not know without rules that are asked in an order', () => {
  expect(denied(rule('allow', 0, { kind: 'group', cloud: 'aws' }))).toEqual([]);
});
