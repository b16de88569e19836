import { requireScope } from '../access/require-scope.ts';
import { checkEvidence } from '../evidence/check-evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { diagnose as infer } from '../inference/diagnose.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import type { CaseDeps } from './deps.ts';

/** The most causes that can be asked for. */
export const LARGEST_LIMIT = 1000;

/** Ranks the causes of one submission and stores nothing. Rejects with `forbidden` or what `checkEvidence` throws. */
export async function diagnose(
  deps: Pick<CaseDeps, 'actor' | 'rulebook' | 'limits'>,
  { evidence, limit }: { evidence: Evidence; limit?: number | undefined },
): Promise<Diagnosis> {
  requireScope(deps.actor, 'evidence:write');
  checkEvidence(evidence, deps.limits);
  return infer(readEvidence(evidence), await deps.rulebook(), { limit });
}
