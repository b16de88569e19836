import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const allow = (protocol: string, fromPort = 0, toPort = 65535) => ({
  ...{ cloud: 'openstack', kind: 'group', group: 'k8s', direction: 'ingress', action: 'allow' },
  ...{ protocol, fromPort, toPort, remote: 'k8s' },
});
const missing = (...rules: object[]) =>
  valuesFrom('cloud.encapsulations-without-rule', [{ fact: 'cloud.security-rules', value: rules }]);

it('finds that TCP and UDP do not admit IP-in-IP', () => {
  expect(missing(allow('tcp'), allow('udp'))).toEqual([['ipip']]);
});

it('finds that TCP alone admits no overlay', () => {
  expect(missing(allow('tcp'), allow('udp', 53, 53))).toEqual([['ipip', 'vxlan']]);
});

it('is content with each protocol by name, and with everything', () => {
  expect(missing(allow('4'), allow('udp', 4789, 4789))).toEqual([[]]);
  expect(missing(allow('any'))).toEqual([[]]);
});

it('does not know without an ingress rule', () => {
  expect(missing({ ...allow('any'), direction: 'egress' })).toEqual([]);
});
