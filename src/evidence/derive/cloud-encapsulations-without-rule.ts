import type { SecurityRule } from '../../facts/cloud-network.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { ruleOf } from '../item-values.ts';

const fact = 'cloud.encapsulations-without-rule';

/** What each overlay needs: protocol 4 has no ports, VXLAN has one of two. */
const needs: readonly { name: string; covers: (rule: SecurityRule) => boolean }[] = [
  { name: 'ipip', covers: ({ protocol }) => protocol === '4' },
  {
    name: 'vxlan',
    covers: ({ protocol, fromPort, toPort }) =>
      protocol === 'udp' && [4789, 8472].some((port) => fromPort <= port && port <= toPort),
  },
];

/** Overlay protocols that no ingress rule of the security groups shown allows. Groups deny what they do not allow. */
export const cloudEncapsulationsWithoutRule: Derivation = {
  fact,
  derive(facts) {
    const ingress = itemsOf(facts.of('cloud.security-rules')).filter((observation) => {
      const { direction, action, kind } = ruleOf(observation);
      return direction === 'ingress' && action === 'allow' && kind !== 'acl';
    });
    if (ingress.length === 0) return [];
    const rules = ingress.map(ruleOf);
    const missing = needs.filter(
      ({ covers }) => !rules.some((rule) => rule.protocol === 'any' || covers(rule)),
    );
    return [
      derivedList(
        { fact },
        missing.map(({ name }) => ({ item: name, from: ingress })),
        ingress,
      ),
    ];
  },
};
