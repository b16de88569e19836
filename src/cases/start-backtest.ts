import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import { CulpritError } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import { KeyedQueue } from '../lib/keyed-queue.ts';
import { noTrace } from '../lib/trace.ts';
import { rulebookWith } from '../rulebook/make-rulebook.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { backtest, storedCases } from './backtest.ts';
import type { BacktestRecord } from './backtest-ports.ts';
import type { BacktestCase } from './backtest-report.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import { existingRule } from './rule-history.ts';

/** What the rulebook in force is held against. */
export type BacktestTarget = { rule: string; version: number } | { rulebook: string };

type Deps = Pick<
  CaseDeps,
  'actor' | 'store' | 'clock' | 'rulebook' | 'incidents' | 'trace' | 'observer' | 'stopping'
>;

/** A long run takes the whole processor: they wait for each other. */
const runs = new KeyedQueue();

/** Each holds two rulebooks. */
const MOST_WAITING = 10;
/** By id; whenever the one that runs says how far it is, those behind it say that they still wait. */
const waiting = new Map<string, () => Promise<void>>();

/**
 * Starts to hold the rulebook in force against one with a version of a rule, or an earlier rulebook, on all stored cases and
 * the incidents. Answers at once; `getBacktest` tells how far it is. Rejects with `forbidden`, `not-found`,
 * `conflict` (too many wait already) or `unavailable`.
 */
export async function startBacktest(deps: Deps, target: BacktestTarget): Promise<BacktestRecord> {
  requireScope(deps.actor, 'rules:write');
  const { rulebook: from } = await deps.rulebook();
  const to = await targetOf(deps, target, from);
  const incidents = deps.incidents();
  const at = deps.clock.now().toISOString();
  const record: BacktestRecord = {
    id: newId(deps.clock),
    state: 'running',
    progress: { done: 0, total: (await deps.store.countCases()) + incidents.length },
    request: { from: from.digest, to: to.digest },
    result: null,
    startedAt: at,
    updatedAt: at,
  };
  const audit = auditEntry(deps, {
    action: 'start-backtest',
    target: `backtest:${record.id}`,
    details: { ...target },
  });
  if (waiting.size >= MOST_WAITING)
    throw new CulpritError('conflict', `${MOST_WAITING} backtests wait already; start it when one is done.`);
  waiting.set(record.id, () => updateOf(deps, record)({}));
  try {
    await deps.store.addBacktest({ backtest: record, audit });
  } catch (error) {
    waiting.delete(record.id);
    throw error;
  }
  deps.observer?.backtestStarted();
  void runs.run('backtest', () => {
    waiting.delete(record.id);
    return (deps.trace ?? noTrace).step('backtest', () => run(deps, record, { from, to, incidents }));
  });
  return record;
}

/** Resolves when no backtest runs or waits any more. */
export const endedBacktests = (): Promise<void> => runs.run('backtest', async () => {});

async function targetOf(deps: Deps, target: BacktestTarget, inForce: Rulebook): Promise<Rulebook> {
  if ('rulebook' in target) {
    const kept = /^sha256:[0-9a-f]{64}$/.test(target.rulebook)
      ? await deps.store.findRulebook(target.rulebook)
      : null;
    if (kept === null) throw missing('such rulebook');
    return kept;
  }
  const { versions } = await existingRule(deps, target.rule);
  const record = versions.find(({ rule }) => rule.version === target.version);
  if (record === undefined) throw missing(`version ${target.version} of the rule`);
  return rulebookWith(inForce, record.rule);
}

const updateOf =
  ({ store, clock }: Deps, record: BacktestRecord) =>
  (change: Partial<BacktestRecord>): Promise<void> =>
    store.updateBacktest({ ...record, ...change, updatedAt: clock.now().toISOString() });

async function run(
  deps: Deps,
  record: BacktestRecord,
  { from, to, incidents }: { from: Rulebook; to: Rulebook; incidents: readonly BacktestCase[] },
): Promise<void> {
  const update = updateOf(deps, record);
  const { total } = record.progress;
  try {
    const rulebooks = { from: compileRulebook(from), to: compileRulebook(to) };
    const cases = untilStopped(casesOf(storedCases(deps), incidents), deps.stopping);
    const report = await backtest(cases, rulebooks, async (done) => {
      await update({ progress: { done, total: Math.max(done, total) } });
      for (const wait of [...waiting.values()]) await wait();
    });
    const done = report.cases + report.incidents;
    await update({ state: 'done', progress: { done, total: done }, result: JSON.stringify(report) });
    deps.observer?.backtestEnded('done');
  } catch (error) {
    deps.observer?.backtestEnded('failed');
    const message = error instanceof CulpritError ? error.message : 'The run failed.';
    // When the store is gone, so is the record of the run; its age tells.
    await update({ state: 'failed', result: JSON.stringify({ message }) }).catch(() => {});
  }
}

async function* casesOf(
  stored: AsyncIterable<BacktestCase>,
  incidents: readonly BacktestCase[],
): AsyncGenerator<BacktestCase> {
  yield* stored;
  yield* incidents;
}

/** Throws `unavailable` between two cases once the process is to end. */
async function* untilStopped(
  cases: AsyncIterable<BacktestCase>,
  stopping: AbortSignal | undefined,
): AsyncGenerator<BacktestCase> {
  for await (const one of cases) {
    if (stopping?.aborted)
      throw new CulpritError('unavailable', 'The server was stopped before it was done.');
    yield one;
  }
}
