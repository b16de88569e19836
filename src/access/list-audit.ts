import type { Page } from '../lib/page.ts';
import type { AccessDeps } from './create-key.ts';
import type { NumberedAuditEntry } from './ports.ts';
import { requireScope } from './require-scope.ts';

/** Who did what, newest first. `cursor`: `nextCursor` of the page before, or `null`; a wrong one rejects with `invalid-request`. */
export async function listAudit(
  { actor, store }: Pick<AccessDeps, 'actor' | 'store'>,
  page: { limit: number; cursor: string | null },
): Promise<Page<NumberedAuditEntry>> {
  requireScope(actor, 'audit:read');
  return store.listAudit(page);
}
