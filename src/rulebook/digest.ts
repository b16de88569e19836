import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256 } from '../lib/ids.ts';
import { usedConditions } from './check-condition.ts';
import type { Rule, SharedCondition } from './rule.ts';
import type { DisabledRules } from './rulebook.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** SHA-256 over a rule and the shared conditions that it uses: all that decides what the rule says. */
export function ruleDigest(rule: Rule, shared: SharedConditions): string {
  const used = rule.signals.flatMap(({ when }) => [...usedConditions(when, shared)]);
  const conditions = Object.fromEntries(used.map((name) => [name, shared[name] ?? null]));
  return sha256(canonicalJson({ rule, conditions }));
}

export const conditionsDigest = (shared: SharedConditions): string => sha256(canonicalJson(shared));

/** `sha256:` and the hash over all ids, versions and contents, whatever the rules' order. */
export function rulebookDigest(
  rules: readonly Rule[],
  shared: SharedConditions,
  disabled: DisabledRules = {},
): string {
  const versions = rules
    .map((rule) => [rule.id, rule.version, ruleDigest(rule, shared)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const off = Object.keys(disabled).length === 0 ? {} : { disabled };
  return `sha256:${sha256(canonicalJson({ rules: versions, conditions: shared, ...off }))}`;
}
