import { requireScope } from '../access/require-scope.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import type { CaseDeps } from './deps.ts';

/** The rulebook in force. Rejects with `forbidden` or `unavailable`. */
export async function listRules({
  actor,
  rulebook,
}: Pick<CaseDeps, 'actor' | 'rulebook'>): Promise<Rulebook> {
  requireScope(actor, 'rules:read');
  return (await rulebook()).rulebook;
}
