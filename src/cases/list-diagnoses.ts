import { requireScope } from '../access/require-scope.ts';
import type { Page } from '../lib/page.ts';
import type { CaseDeps } from './deps.ts';
import { existingCase } from './existing-case.ts';
import type { DiagnosisRecord } from './ports.ts';

/** A case's diagnoses, oldest first. Rejects with `forbidden`, `not-found`, or `invalid-request` for a wrong cursor. */
export async function listDiagnoses(
  { actor, store }: Pick<CaseDeps, 'actor' | 'store'>,
  { caseId, limit, cursor }: { caseId: string; limit: number; cursor: string | null },
): Promise<Page<DiagnosisRecord>> {
  requireScope(actor, 'cases:read');
  await existingCase(store, caseId);
  return store.listDiagnoses(caseId, { limit, cursor });
}
