import { setImmediate } from 'node:timers/promises';
import { requireScope } from '../access/require-scope.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import { rankCauses } from '../inference/diagnose.ts';
import type { Ranking } from '../inference/rank.ts';
import { storedCases } from './backtest.ts';
import { type CalibrationReport, type Count, calibrateRule } from './calibration.ts';
import type { CaseDeps } from './deps.ts';
import { calibrationError, reliability, type Statement } from './reliability.ts';

type SignalCounts = Map<string, { withCause: Count; without: Count }>;

interface Tally {
  confirmed: number;
  briers: number[];
  statements: Statement[];
  /** Cases that each rule was the cause of. */
  causes: Map<string, number>;
  signals: Map<string, SignalCounts>;
}

/**
 * Holds what the rules in force state against the confirmed cases, and proposes words for priors and likelihoods; applies
 * nothing. Rejects with `forbidden` or `unavailable`.
 */
export async function calibrateRules(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'rulebook'>,
): Promise<CalibrationReport> {
  requireScope(deps.actor, 'rules:read');
  const compiled = await deps.rulebook();
  const tally: Tally = { confirmed: 0, briers: [], statements: [], causes: new Map(), signals: new Map() };
  for await (const { evidence, confirmed } of storedCases(deps)) {
    if (confirmed === null) continue;
    count(tally, rankCauses(readEvidence(evidence), compiled), confirmed[0] ?? null);
    await setImmediate();
  }
  return report(tally, compiled);
}

function count(tally: Tally, { causes, noneOfThese }: Ranking, cause: string | null): void {
  tally.confirmed++;
  if (cause !== null) tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
  const [top] = causes;
  const leader = top !== undefined && top.probability > noneOfThese ? top : null;
  const leads = leader?.score.rule.rule.id ?? null;
  tally.statements.push({ stated: leader?.probability ?? noneOfThese, isRight: leads === cause });
  const named = causes.map(({ score, probability }) => ({ rule: score.rule.rule.id, probability }));
  const answers = [...named, { rule: null, probability: noneOfThese }];
  tally.briers.push(
    answers.reduce((sum, one) => sum + (one.probability - Number(one.rule === cause)) ** 2, 0),
  );
  for (const { score } of causes) countSignals(tally, score, cause);
}

function countSignals(
  { signals }: Tally,
  score: Ranking['causes'][number]['score'],
  cause: string | null,
): void {
  const { id } = score.rule.rule;
  const ofRule = signals.get(id) ?? new Map();
  signals.set(id, ofRule);
  for (const { signal, state } of score.signals) {
    if (signal === null || state === 'unknown') continue;
    const counted = ofRule.get(signal.signal.id) ?? {
      withCause: { held: 0, of: 0 },
      without: { held: 0, of: 0 },
    };
    ofRule.set(signal.signal.id, counted);
    const side = id === cause ? counted.withCause : counted.without;
    side.of++;
    if (state === 'true') side.held++;
  }
}

function report(tally: Tally, { rulebook }: CompiledRulebook): CalibrationReport {
  const { confirmed, briers, causes, signals } = tally;
  const bins = reliability(tally.statements);
  const rules = rulebook.rules.filter(({ id }) => signals.has(id) || causes.has(id));
  return {
    confirmed,
    brier: confirmed === 0 ? null : briers.reduce((a, b) => a + b, 0) / confirmed,
    calibrationError: confirmed === 0 ? null : calibrationError(bins),
    reliability: bins,
    rules: rules.map((rule) =>
      calibrateRule(rule, {
        prior: { held: causes.get(rule.id) ?? 0, of: confirmed },
        signals: signals.get(rule.id) ?? new Map(),
      }),
    ),
  };
}
