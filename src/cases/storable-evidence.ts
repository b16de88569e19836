import { checkEvidence } from '../evidence/check-evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { redactEvidence } from '../evidence/redact-evidence.ts';
import type { CaseDeps } from './deps.ts';

/**
 * Evidence as a case keeps it: without secrets, and with pseudonyms only where the installation wants that.
 * Throws what `checkEvidence` throws.
 */
export function storableEvidence(
  { redaction, pseudonyms, limits }: Pick<CaseDeps, 'redaction' | 'pseudonyms' | 'limits'>,
  { evidence, caseId }: { evidence: Evidence; caseId: string },
): Evidence {
  const redacted = redactEvidence(evidence, redaction.inCase(caseId));
  checkEvidence(redacted, limits);
  return pseudonyms === undefined ? redacted : pseudonyms.evidence(redacted, caseId);
}
