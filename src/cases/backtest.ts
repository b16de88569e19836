import { setImmediate } from 'node:timers/promises';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import {
  type BacktestCase,
  type BacktestReport,
  type Comparison,
  compareCase,
  reportOf,
} from './backtest-report.ts';
import { combineEvidence } from './combine-evidence.ts';
import type { CaseDeps } from './deps.ts';

const PAGE = 200;

/** All stored cases, newest first, with what was confirmed of them. */
export async function* storedCases({ store }: Pick<CaseDeps, 'store'>): AsyncGenerator<BacktestCase> {
  for (let cursor: string | null = null; ; ) {
    const page = await store.listCases({ limit: PAGE, cursor });
    for (const { id, confirmation } of page.items) {
      const records = await store.listEvidence(id);
      // Deleted since the page was read.
      if (records.length === 0) continue;
      const evidence = combineEvidence(records);
      const confirmed = confirmation === null ? null : confirmation.rule === null ? [] : [confirmation.rule];
      yield { id, link: `/v1/cases/${id}`, kind: 'case', evidence, confirmed };
    }
    cursor = page.nextCursor;
    if (cursor === null) return;
  }
}

/** How often a long run tells how far it is. */
const TOLD_EACH = 50;

/** Holds two rulebooks against all cases; other requests are answered in between, and `tell` hears how many are done. */
export async function backtest(
  cases: AsyncIterable<BacktestCase> | Iterable<BacktestCase>,
  rulebooks: { from: CompiledRulebook; to: CompiledRulebook },
  tell: (done: number) => Promise<void> = async () => {},
): Promise<BacktestReport> {
  const comparisons: Comparison[] = [];
  for await (const one of cases) {
    comparisons.push(compareCase(one, rulebooks));
    if (comparisons.length % TOLD_EACH === 0) await tell(comparisons.length);
    await setImmediate();
  }
  return reportOf(comparisons);
}
