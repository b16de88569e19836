import { requireScope } from '../access/require-scope.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import { existingRule } from './rule-history.ts';
import type { RuleVersionRecord } from './rule-ports.ts';

/** One version of a rule, a draft too. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function getRuleVersion(
  deps: Pick<CaseDeps, 'actor' | 'store'>,
  { id, version }: { id: string; version: number },
): Promise<RuleVersionRecord> {
  requireScope(deps.actor, 'rules:read');
  const { versions } = await existingRule(deps, id);
  const record = versions.find(({ rule }) => rule.version === version);
  if (record === undefined) throw missing('such version of the rule');
  return record;
}
