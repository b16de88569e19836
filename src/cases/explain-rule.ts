import { requireScope } from '../access/require-scope.ts';
import { checkEvidence } from '../evidence/check-evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { explainRule as infer, type RuleExplanation } from '../inference/explain-rule.ts';
import type { CaseDeps } from './deps.ts';

/** Why evidence speaks for one rule, and why not. Rejects with `forbidden`, `not-found` or what `checkEvidence` throws. */
export async function explainRule(
  deps: Pick<CaseDeps, 'actor' | 'rulebook' | 'limits'>,
  { rule, evidence }: { rule: string; evidence: Evidence },
): Promise<RuleExplanation> {
  requireScope(deps.actor, 'evidence:write');
  requireScope(deps.actor, 'rules:read');
  checkEvidence(evidence, deps.limits);
  return infer(readEvidence(evidence), await deps.rulebook(), rule);
}
