import { setImmediate } from 'node:timers/promises';
import type { BacktestReport, Comparison } from './backtest-report.ts';
import type { Store } from './ports.ts';

/** Takes out of finished backtests what they say of single cases; how many were compared stays. */
export async function forgetInBacktests(
  store: Pick<Store, 'listBacktestIds' | 'findBacktest' | 'updateBacktest'>,
  cases: ReadonlySet<string>,
): Promise<void> {
  if (cases.size === 0) return;
  for (const id of await store.listBacktestIds()) {
    const backtest = await store.findBacktest(id);
    if (backtest?.state !== 'done' || backtest.result === null) continue;
    // Only `startBacktest` and this write the results of those that are done.
    const result = JSON.stringify(withoutCases(JSON.parse(backtest.result) as BacktestReport, cases));
    if (result !== backtest.result) await store.updateBacktest({ ...backtest, result });
    await setImmediate();
  }
}

/** A report that says nothing of these cases by name. */
export function withoutCases(report: BacktestReport, cases: ReadonlySet<string>): BacktestReport {
  const others = (comparisons: readonly Comparison[]): Comparison[] =>
    comparisons.filter(({ kind, id }) => kind !== 'case' || !cases.has(id));
  return {
    ...report,
    worse: others(report.worse),
    better: others(report.better),
    changed: others(report.changed),
  };
}
