import { checkSignalLogic } from './check-logic.ts';
import { checkRepeats } from './check-repeats.ts';
import { type Finding, finding } from './finding.ts';
import { decibans, likelihoods, priorDecibans, weightsOf } from './likelihood.ts';
import type { Rule, SharedCondition, Signal } from './rule.ts';

/** What a rule that passes `checkRule` says that its author cannot mean. */
export const lintMeaning = (rule: Rule, shared: Readonly<Record<string, SharedCondition>>): Finding[] => [
  ...checkSignalLogic(rule, shared),
  ...checkRepeats(rule, shared),
  ...checkProvable(rule),
];

/** At 0 decibans a cause is as probable as none of these. One that explains others may inherit what it lacks. */
function checkProvable({ prior, signals, appliesTo, explains = [] }: Rule): Finding[] {
  const best = new Map<string, number>();
  for (const signal of signals) {
    const key = signal.group ?? `signal ${signal.id}`;
    best.set(key, Math.max(best.get(key) ?? 0, mostFor(signal)));
  }
  const onItsPlatform = appliesTo.includes('any') ? 0 : decibans(1 / likelihoods.sometimes);
  const start = priorDecibans(prior) + onItsPlatform;
  const most = [...best.values()].reduce((sum, added) => sum + added, start);
  if (most > 0 || explains.length > 0) return [];
  return [finding('unprovable-cause', '/signals', `all of them together bring it to ${most.toFixed(1)} dB`)];
}

/** What a signal adds when it is known the way that speaks for the cause. */
function mostFor(signal: Signal): number {
  const { whenTrue, whenFalse } = weightsOf(signal);
  return Math.max(whenTrue, whenFalse);
}
