import { decibans, likelihoods, tenths } from '../rulebook/likelihood.ts';
import { RULES_OUT } from './candidate-index.ts';
import type { CompiledRule, CompiledSignal } from './compiled-rule.ts';
import type { Scope, Scopes } from './scope.ts';
import type { Ternary } from './ternary.ts';

export interface SignalScore {
  /** `null`: the question whether the rule occurs on the cluster's platform at all. */
  readonly signal: CompiledSignal | null;
  readonly state: Ternary;
  /** What counts: 0 when unknown, or when a stronger signal of the group counts. */
  readonly decibans: number;
}

/** A rule weighed in one scope. */
export interface RuleScore {
  readonly rule: CompiledRule;
  readonly scope: Scope;
  readonly signals: readonly SignalScore[];
  /** What the evidence of the best consequence adds; `null` when the rule is not, or not yet, a root cause of another. */
  readonly consequence: { cause: string; decibans: number } | null;
  /** Prior, signals and consequence, in decibans. */
  readonly total: number;
  /** Other machines that the rule fits about as well. */
  readonly hosts: readonly string[];
}

/** Machines whose score is this close to the best one's are concerned as well. */
const ABOUT_AS_WELL = 10;

/** A cause that occurs on some platforms only is all but out of the question on others. */
const ELSEWHERE = tenths(decibans((1 - likelihoods.always) / (1 - likelihoods.sometimes)));

/** Weighs a rule in each of its scopes and gives the best. */
export function scoreRule(rule: CompiledRule, scopes: Scopes, platform: string | null): RuleScore {
  if (rule.rule.scope === 'cluster') return scoreIn(scopes.cluster, rule, platform);
  const scores = scopes.hosts.map((scope) => scoreIn(scope, rule, platform));
  const best = scores.reduce((a, b) => (b.total > a.total ? b : a));
  const hosts = scores
    .filter(({ total }) => total > rule.prior && total >= best.total - ABOUT_AS_WELL)
    .flatMap(({ scope }) => scope.host ?? []);
  return { ...best, hosts };
}

function scoreIn(scope: Scope, rule: CompiledRule, platform: string | null): RuleScore {
  const signals = strongestOfGroups(rule.signals.map((signal) => scoreSignal(signal, scope)));
  const all = [...platformScore(rule, platform), ...signals];
  const total = tenths(all.reduce((sum, signal) => sum + signal.decibans, rule.prior));
  return { rule, scope, signals: all, consequence: null, total, hosts: [] };
}

function scoreSignal(signal: CompiledSignal, scope: Scope): SignalScore {
  const state = signal.condition.decide(scope);
  if (state === 'unknown') return { signal, state, decibans: 0 };
  return { signal, state, decibans: state === 'true' ? signal.whenTrue : signal.whenFalse };
}

function platformScore(rule: CompiledRule, platform: string | null): SignalScore[] {
  if (platform === null || rule.rule.appliesTo.includes('any')) return [];
  const state = rule.rule.appliesTo.includes(platform) ? 'true' : 'false';
  return [{ signal: null, state, decibans: state === 'true' ? rule.onPlatform : ELSEWHERE }];
}

/**
 * Correlated signals are one observation seen several times: of those in a group that agree, only the strongest counts.
 * Those that contradict each other are no repetition, and the strongest of each side counts.
 */
function strongestOfGroups(scores: readonly SignalScore[]): SignalScore[] {
  const strongest = new Map<string, SignalScore>();
  for (const score of scores) {
    const side = sideOf(score);
    const best = side === null ? undefined : strongest.get(side);
    if (side !== null && Math.abs(score.decibans) > Math.abs(best?.decibans ?? 0)) strongest.set(side, score);
  }
  return scores.map((score) => {
    const side = sideOf(score);
    return side === null || strongest.get(side) === score ? score : { ...score, decibans: 0 };
  });
}

const sideOf = ({ signal, decibans }: SignalScore): string | null =>
  signal?.signal.group === undefined ? null : `${decibans < 0 ? '-' : '+'}${signal.signal.group}`;

/** Whether something known speaks so strongly against the rule that it is out of the question. */
export const isRuledOut = ({ signals, total, rule }: RuleScore): boolean =>
  total <= rule.prior + RULES_OUT && signals.some(({ decibans }) => decibans <= RULES_OUT);
