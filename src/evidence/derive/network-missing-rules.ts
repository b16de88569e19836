import type { RoutingRule } from '../../facts/addressing.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'network.missing-rules';
const own = ['local', 'main'];

/**
 * The kernel's own tables that no rule looks up any more, in listings that show at least one of its rules: without one,
 * a listing may be an excerpt.
 */
export const networkMissingRules: Derivation = {
  fact,
  derive: (facts) =>
    facts.of('network.rules').flatMap(({ host, observations }) => {
      // Items of `network.rules`: sources and `checkEvidence` hold to the fact's schema.
      const rules = observations.flatMap(({ kind, value }) =>
        kind === 'item' ? [value as RoutingRule] : [],
      );
      const looked = new Set(rules.filter(({ narrowed }) => !narrowed).map(({ table }) => table));
      if (![...own, 'default'].some((table) => looked.has(table))) return [];
      const items = own.filter((table) => !looked.has(table)).map((item) => ({ item, from: observations }));
      return [derivedList({ fact, host }, items, observations)];
    }),
};
