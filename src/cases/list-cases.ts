import { requireScope } from '../access/require-scope.ts';
import type { Page } from '../lib/page.ts';
import type { CaseDeps } from './deps.ts';
import type { CaseRecord } from './ports.ts';

/** Cases, newest first. `cursor`: `nextCursor` of the page before, or `null`; a wrong one rejects with `invalid-request`. */
export async function listCases(
  { actor, store }: Pick<CaseDeps, 'actor' | 'store'>,
  page: { limit: number; cursor: string | null },
): Promise<Page<CaseRecord>> {
  requireScope(actor, 'cases:read');
  return store.listCases(page);
}
