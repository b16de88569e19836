import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import type { CaseDeps } from './deps.ts';
import { existingCase } from './existing-case.ts';
import { forgetInBacktests } from './forget-in-backtests.ts';
import { missing } from './missing.ts';

/** Removes a case with all that belongs to it, answers kept for repeated requests and what backtests say of it, too. Rejects with `forbidden` or `not-found`. */
export async function deleteCase(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'clock'>,
  { caseId }: { caseId: string },
): Promise<void> {
  requireScope(deps.actor, 'admin');
  await existingCase(deps.store, caseId);
  await forgetInBacktests(deps.store, new Set([caseId]));
  const audit = auditEntry(deps, { action: 'delete-case', target: `case:${caseId}` });
  if (!(await deps.store.deleteCase(caseId, audit))) throw missing(`case ${caseId}`);
}
