import { missing } from './missing.ts';
import type { CaseRecord, CaseStore } from './ports.ts';

/** The case, or a rejection with `not-found`. */
export async function existingCase(store: CaseStore, caseId: string): Promise<CaseRecord> {
  const record = await store.findCase(caseId);
  if (record === null) throw missing(`case ${caseId}`);
  return record;
}
