import type { Rulebook } from '../rulebook/rulebook.ts';
import type { CaseDeps } from './deps.ts';
import type { CaseStore } from './ports.ts';

/** Rulebooks that each store has kept, or is keeping, since the start. */
const kept = new WeakMap<CaseStore, Map<string, Promise<void>>>();

/** Keeps the rulebook before the first diagnosis refers to it; asks the store once per rulebook. */
export function keepRulebook(
  { store, clock }: Pick<CaseDeps, 'store' | 'clock'>,
  rulebook: Rulebook,
): Promise<void> {
  const digests = kept.get(store) ?? new Map<string, Promise<void>>();
  kept.set(store, digests);
  const known = digests.get(rulebook.digest);
  if (known !== undefined) return known;
  const keeping = store.keepRulebook(rulebook, clock.now().toISOString()).catch((error: unknown) => {
    digests.delete(rulebook.digest);
    throw error;
  });
  digests.set(rulebook.digest, keeping);
  return keeping;
}
