import { requireScope } from '../access/require-scope.ts';
import type { Rule } from '../rulebook/rule.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import { etagOf, existingRule } from './rule-history.ts';

/** The version of a rule that is in force, and the state of the rule. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function getRule(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'rulebook'>,
  { id }: { id: string },
): Promise<{ rule: Rule; etag: string }> {
  requireScope(deps.actor, 'rules:read');
  const { rulebook } = await deps.rulebook();
  const rule = rulebook.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw missing('such rule in force');
  const { newest } = await existingRule(deps, id);
  return { rule, etag: newest === null ? '' : etagOf(newest) };
}
