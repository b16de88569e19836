import type { CaseDeps } from './deps.ts';
import { ruleHistory } from './rule-history.ts';

/** The version that a rule's draft has: one more than the newest that is published. */
export async function nextVersion(deps: Pick<CaseDeps, 'store'>, rule: unknown): Promise<number> {
  const id = rule !== null && typeof rule === 'object' && 'id' in rule ? rule.id : null;
  const { newestPublished } = await ruleHistory(deps, typeof id === 'string' ? id : '');
  return (newestPublished?.rule.version ?? 0) + 1;
}
