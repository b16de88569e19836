import { requireScope } from '../access/require-scope.ts';
import { isId } from '../lib/ids.ts';
import type { BacktestRecord } from './backtest-ports.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';

/** A run that has told nothing for so long has lost its process. */
const SILENT_MILLISECONDS = 60_000;

/** How far a backtest is, and its report once it is done. Rejects with `forbidden`, `not-found` or `unavailable`. */
export async function getBacktest(
  { actor, store, clock }: Pick<CaseDeps, 'actor' | 'store' | 'clock'>,
  { id }: { id: string },
): Promise<BacktestRecord> {
  requireScope(actor, 'rules:read');
  const record = isId(id) ? await store.findBacktest(id) : null;
  if (record === null) throw missing('such backtest');
  const silence = clock.now().getTime() - Date.parse(record.updatedAt);
  if (record.state !== 'running' || silence < SILENT_MILLISECONDS) return record;
  return {
    ...record,
    state: 'failed',
    result: JSON.stringify({ message: 'Its process ended before it was done.' }),
  };
}
