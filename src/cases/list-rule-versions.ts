import { requireScope } from '../access/require-scope.ts';
import type { CaseDeps } from './deps.ts';
import { existingRule, type RuleHistory } from './rule-history.ts';

/** A rule's versions and what was decided about it. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function listRuleVersions(
  deps: Pick<CaseDeps, 'actor' | 'store'>,
  { id }: { id: string },
): Promise<RuleHistory> {
  requireScope(deps.actor, 'rules:read');
  return existingRule(deps, id);
}
