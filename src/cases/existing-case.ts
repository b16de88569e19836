import { isId } from '../lib/ids.ts';
import { missing } from './missing.ts';
import type { CaseRecord, Store } from './ports.ts';

/** The case, or a rejection with `not-found`. */
export async function existingCase(store: Store, caseId: string): Promise<CaseRecord> {
  const record = isId(caseId) ? await store.findCase(caseId) : null;
  if (record === null) throw missing(`case ${caseId}`);
  return record;
}
