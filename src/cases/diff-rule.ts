import { requireScope } from '../access/require-scope.ts';
import { diffRules } from '../rulebook/diff-rules.ts';
import type { RuleDiff } from '../rulebook/rule-diff.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import { existingRule } from './rule-history.ts';

/** What two versions of a rule mean differently, under the shared conditions in force. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function diffRule(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'rulebook'>,
  { id, from, to }: { id: string; from: number; to: number },
): Promise<RuleDiff> {
  requireScope(deps.actor, 'rules:read');
  const { versions } = await existingRule(deps, id);
  const { conditions } = (await deps.rulebook()).rulebook;
  const version = (number: number) => {
    const record = versions.find(({ rule }) => rule.version === number);
    if (record === undefined) throw missing(`version ${number} of the rule`);
    return { rule: record.rule, conditions };
  };
  return diffRules(version(from), version(to));
}
