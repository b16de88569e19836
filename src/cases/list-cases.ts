import type { CaseDeps } from './deps.ts';
import type { CaseRecord, Page } from './ports.ts';

/** Cases, newest first. `cursor`: `nextCursor` of the page before, or `null`; a wrong one rejects with `invalid-request`. */
export function listCases(
  { store }: Pick<CaseDeps, 'store'>,
  page: { limit: number; cursor: string | null },
): Promise<Page<CaseRecord>> {
  return store.listCases(page);
}
