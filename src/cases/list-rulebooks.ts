import { requireScope } from '../access/require-scope.ts';
import type { Page } from '../lib/page.ts';
import type { CaseDeps } from './deps.ts';
import type { Activation } from './rule-ports.ts';

/** What was put in force, newest first: the first of the first page answers now. */
export async function listRulebooks(
  { actor, store }: Pick<CaseDeps, 'actor' | 'store'>,
  page: { limit: number; cursor: string | null },
): Promise<Page<Activation>> {
  requireScope(actor, 'rules:read');
  return store.listActivations(page);
}
