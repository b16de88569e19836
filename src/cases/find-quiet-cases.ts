import { requireScope } from '../access/require-scope.ts';
import type { CaseDeps } from './deps.ts';

const PAGE = 500;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface QuietCases {
  /** Nothing was submitted to them and confirmed of them since then. */
  before: string;
  /** Oldest first. */
  ids: string[];
}

/** The cases that retention takes: those quiet for so many days. Rejects with `forbidden` or `unavailable`. */
export async function findQuietCases(
  { actor, store, clock }: Pick<CaseDeps, 'actor' | 'store' | 'clock'>,
  { days }: { days: number },
): Promise<QuietCases> {
  requireScope(actor, 'admin');
  const before = new Date(clock.now().getTime() - days * DAY_MILLISECONDS).toISOString();
  const ids: string[] = [];
  for (;;) {
    const page = await store.listQuietCases({ before, after: ids.at(-1) ?? '', limit: PAGE });
    ids.push(...page);
    if (page.length < PAGE) return { before, ids };
  }
}
