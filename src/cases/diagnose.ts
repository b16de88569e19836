import { requireScope } from '../access/require-scope.ts';
import { checkEvidence } from '../evidence/check-evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { redactEvidence } from '../evidence/redact-evidence.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import type { CaseDeps } from './deps.ts';
import { diagnoseWatched } from './watched-diagnosis.ts';

/** The most causes that can be asked for. */
export const LARGEST_LIMIT = 1000;

/** Ranks the causes of one submission and stores nothing. Rejects with `forbidden` or what `checkEvidence` throws. */
export async function diagnose(
  deps: Pick<CaseDeps, 'actor' | 'rulebook' | 'limits' | 'trace' | 'redaction' | 'observer'>,
  { evidence, limit }: { evidence: Evidence; limit?: number | undefined },
): Promise<Diagnosis> {
  requireScope(deps.actor, 'evidence:write');
  const redacted = redactEvidence(evidence, deps.redaction.elsewhere);
  checkEvidence(redacted, deps.limits);
  const rulebook = await deps.rulebook();
  return diagnoseWatched(deps, { operation: 'diagnose', evidence: redacted, rulebook, limit });
}
