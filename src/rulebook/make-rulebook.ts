import { rulebookDigest } from './digest.ts';
import type { Rule, SharedCondition } from './rule.ts';
import type { DisabledRules, Rulebook } from './rulebook.ts';

/** A rulebook with its digest; the rules by id, so that equal rulebooks are equal byte for byte. */
export function makeRulebook({
  rules,
  conditions,
  disabled = {},
}: {
  rules: readonly Rule[];
  conditions: Readonly<Record<string, SharedCondition>>;
  disabled?: DisabledRules | undefined;
}): Rulebook {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const digest = rulebookDigest(sorted, conditions, disabled);
  return { digest, rules: sorted, conditions, ...(Object.keys(disabled).length === 0 ? {} : { disabled }) };
}

/** The rulebook with a rule added, or in place of its other version. */
export const rulebookWith = (rulebook: Rulebook, rule: Rule): Rulebook =>
  makeRulebook({ ...rulebook, rules: [...rulebook.rules.filter(({ id }) => id !== rule.id), rule] });
