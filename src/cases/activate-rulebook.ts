import { requireScope } from '../access/require-scope.ts';
import { CulpritError } from '../lib/errors.ts';
import { changeRulebook } from './change-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import { requireStorable } from './require-storable.ts';
import type { Activation } from './rule-ports.ts';

/**
 * Puts an earlier rulebook in force again, whole. Rejects with `forbidden`, `not-found` (no such digest), `conflict` (it is
 * in force) or `unavailable`.
 */
export async function activateRulebook(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'trace' | 'redaction'>,
  { digest, ...input }: { digest: string; reason: string },
): Promise<Activation> {
  requireScope(deps.actor, 'rules:publish');
  const reason = deps.redaction.elsewhere(input.reason);
  requireStorable('/reason', reason);
  return changeRulebook(deps, async (before) => {
    const rulebook = /^sha256:[0-9a-f]{64}$/.test(digest) ? await deps.store.findRulebook(digest) : null;
    if (rulebook === null) throw missing(`rulebook ${digest.slice(0, 80)}`);
    if (before.activation?.digest === digest)
      throw new CulpritError('conflict', 'The rulebook is in force already.');
    const from = before.activation?.digest ?? null;
    return {
      rulebook,
      reason,
      action: 'activate-rulebook',
      target: `rulebook:${digest}`,
      details: { reason, from },
    };
  });
}
