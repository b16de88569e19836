import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localActor } from '../src/access/actor.ts';
import { backtest, storedCases } from '../src/cases/backtest.ts';
import { changeRulebook } from '../src/cases/change-rulebook.ts';
import { confirmCause } from '../src/cases/confirm-cause.ts';
import { NONE, readIncidents, submissionOf } from '../src/cases/incident-files.ts';
import { openCase } from '../src/cases/open-case.ts';
import { defaultLimits } from '../src/evidence/check-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { ENGINE_VERSION } from '../src/inference/diagnose.ts';
import { systemClock } from '../src/lib/clock.ts';
import { newSecret } from '../src/lib/ids.ts';
import { createRedaction } from '../src/redact/redaction.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';
import { makeRulebook } from '../src/rulebook/make-rulebook.ts';
import { openStore } from '../src/storage/open-store.ts';

const CASES = 1_000;

/** How long a backtest of 1,000 stored and confirmed cases takes, against diagnosing and storing them in the first place. */
export async function benchBacktests(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  const store = await openStore({ database: join(folder, 'cases.db') });
  const rulebook = loadRulebook(join(import.meta.dirname, '../rules'));
  const from = compileRulebook(rulebook);
  const deps = {
    actor: localActor,
    store,
    clock: systemClock,
    rulebook: async () => from,
    incidents: () => [],
    limits: defaultLimits,
    redaction: createRedaction(newSecret()),
    engineVersion: ENGINE_VERSION,
  };
  await changeRulebook(deps, async () => ({
    rulebook,
    reason: 'bench',
    action: 'bench',
    target: 'rulebook',
  }));
  const incidents = readIncidents(join(import.meta.dirname, '../test/incidents'));
  const opened = await secondsOf(async () => {
    for (let n = 0; n < CASES; n++) {
      const incident = incidents[n % incidents.length];
      if (incident === undefined) return;
      const { case: record } = await openCase(deps, { evidence: submissionOf(incident), idempotency: null });
      const cause = incident.accepted.find((id) => id !== NONE) ?? null;
      await confirmCause(deps, { caseId: record.id, rule: cause, note: null, idempotency: null });
    }
  });
  const without = rulebook.rules.filter(({ explains = [] }) => explains.length === 0).slice(1);
  const to = compileRulebook(makeRulebook({ ...rulebook, rules: [...without] }));
  let worse = 0;
  const held = await secondsOf(async () => {
    worse = (await backtest(storedCases({ store }), { from, to })).worse.length;
  });
  console.log(
    `\nbacktest of ${CASES} stored cases: ${held.toFixed(1)} s (${worse} get worse); opening and confirming them took ${opened.toFixed(1)} s, ${(held / opened).toFixed(2)} × as long`,
  );
  await store.close();
  rmSync(folder, { recursive: true });
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
