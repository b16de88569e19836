import { missing } from './missing.ts';
import type { CaseRecord, Store } from './ports.ts';

/** What `newId` makes. Anything else is not asked for: a database may choke on what a client takes for an id. */
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The case, or a rejection with `not-found`. */
export async function existingCase(store: Store, caseId: string): Promise<CaseRecord> {
  const record = idShape.test(caseId) ? await store.findCase(caseId) : null;
  if (record === null) throw missing(`case ${caseId}`);
  return record;
}
