import { setImmediate } from 'node:timers/promises';
import { auditEntry } from '../access/audit-entry.ts';
import type { CaseDeps } from './deps.ts';
import { findQuietCases } from './find-quiet-cases.ts';
import { forgetInBacktests } from './forget-in-backtests.ts';

/** How many cases go in one transaction: others wait for no more than that. */
const AT_ONCE = 4;

export interface Purged {
  ids: string[];
  /** Whether nothing of them is left outside of the tables, either; if not, the store goes on trying. */
  isClean: boolean;
}

/**
 * Deletes the cases that were quiet for so many days, with all that belongs to them and with what backtests say of them, and the
 * backtests that are as old. The audit keeps what it has, and gets a line for each. Several processes may do it at once.
 * Rejects with `forbidden` or `unavailable`; a part of them may have gone then.
 */
export async function purgeCases(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'clock'>,
  { days, signal }: { days: number; signal?: AbortSignal },
): Promise<Purged> {
  const { before, ids } = await findQuietCases(deps, { days });
  // First of all: when this is cut off, the next run finds the same cases again.
  await forgetInBacktests(deps.store, new Set(ids));
  await deps.store.deleteBacktests(before);
  const purge = async (id: string): Promise<string[]> => {
    const audit = auditEntry(deps, { action: 'purge-case', target: `case:${id}`, details: { days } });
    return (await deps.store.purgeCase({ id, before, audit })) ? [id] : [];
  };
  const purged: string[] = [];
  for (let at = 0; at < ids.length && signal?.aborted !== true; at += AT_ONCE) {
    const some = await Promise.all(ids.slice(at, at + AT_ONCE).map(purge));
    purged.push(...some.flat());
    await setImmediate();
  }
  return { ids: purged, isClean: await deps.store.removeRemains() };
}
