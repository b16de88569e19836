import type { CaseDeps } from './deps.ts';
import { existingCase } from './existing-case.ts';
import type { DiagnosisRecord, Page } from './ports.ts';

/** A case's diagnoses, oldest first. Rejects with `not-found`, or `invalid-request` for a wrong cursor. */
export async function listDiagnoses(
  { store }: Pick<CaseDeps, 'store'>,
  { caseId, limit, cursor }: { caseId: string; limit: number; cursor: string | null },
): Promise<Page<DiagnosisRecord>> {
  await existingCase(store, caseId);
  return store.listDiagnoses(caseId, { limit, cursor });
}
