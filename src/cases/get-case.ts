import { requireScope } from '../access/require-scope.ts';
import type { CaseDeps } from './deps.ts';
import { existingCase } from './existing-case.ts';
import { missing } from './missing.ts';
import type { CaseRecord, DiagnosisRecord } from './ports.ts';
import { type Verification, verifyFix } from './verify-fix.ts';

export interface CaseOverview {
  case: CaseRecord;
  /** Submissions so far. */
  evidenceCount: number;
  /** The latest one. */
  diagnosis: DiagnosisRecord;
  /** Whether the fix has worked by the latest evidence; `null` when no fix says how to tell. */
  verification: Verification | null;
}

/** A case as it stands. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function getCase(
  { actor, store }: Pick<CaseDeps, 'actor' | 'store'>,
  { caseId }: { caseId: string },
): Promise<CaseOverview> {
  requireScope(actor, 'cases:read');
  const record = await existingCase(store, caseId);
  const diagnosis = await store.findDiagnosis(caseId, 'latest');
  if (diagnosis === null) throw missing(`case ${caseId}`);
  const previous = diagnosis.sequence > 1 ? await store.findDiagnosis(caseId, diagnosis.sequence - 1) : null;
  return {
    case: record,
    evidenceCount: diagnosis.evidenceSequence,
    diagnosis,
    verification: verifyFix({ confirmed: record.confirmation, latest: diagnosis, previous }),
  };
}
