import { auditEntry } from '../access/audit-entry.ts';
import { requireScope } from '../access/require-scope.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import { CulpritError } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import { KeyedQueue } from '../lib/keyed-queue.ts';
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

type Deps = Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'rulebook' | 'incidents'>;

/** A long run takes the whole processor: they wait for each other. */
const runs = new KeyedQueue();

/**
 * Starts to hold the rulebook in force against one with a version of a rule, or an earlier rulebook, on all stored cases and
 * the incidents. Answers at once; `getBacktest` tells how far it is. Rejects with `forbidden`, `not-found` or `unavailable`.
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
  await deps.store.addBacktest({ backtest: record, audit });
  void runs.run('backtest', () => run(deps, record, { from, to, incidents }));
  return record;
}

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

async function run(
  { store, clock }: Deps,
  record: BacktestRecord,
  { from, to, incidents }: { from: Rulebook; to: Rulebook; incidents: readonly BacktestCase[] },
): Promise<void> {
  const update = (change: Partial<BacktestRecord>): Promise<void> =>
    store.updateBacktest({ ...record, ...change, updatedAt: clock.now().toISOString() });
  const { total } = record.progress;
  try {
    const rulebooks = { from: compileRulebook(from), to: compileRulebook(to) };
    const report = await backtest(casesOf(storedCases({ store }), incidents), rulebooks, (done) =>
      update({ progress: { done, total: Math.max(done, total) } }),
    );
    const done = report.cases + report.incidents;
    await update({ state: 'done', progress: { done, total: done }, result: JSON.stringify(report) });
  } catch (error) {
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
