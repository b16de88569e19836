import type { CaseDeps } from './deps.ts';
import { existingCase } from './existing-case.ts';
import { missing } from './missing.ts';

/** Removes a case with all that belongs to it, answers kept for repeated requests too. Rejects with `not-found`. */
export async function deleteCase(
  { store }: Pick<CaseDeps, 'store'>,
  { caseId }: { caseId: string },
): Promise<void> {
  await existingCase(store, caseId);
  if (!(await store.deleteCase(caseId))) throw missing(`case ${caseId}`);
}
