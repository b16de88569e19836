import type { KnownEvidence } from '../facts/known.ts';
import { CulpritError } from '../lib/errors.ts';
import type { Likelihood, Prior } from '../rulebook/likelihood.ts';
import type { CompiledRulebook } from './compile-rulebook.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { type ConditionTree, conditionTree } from './condition-tree.ts';
import type { Verdict } from './diagnosis.ts';
import type { Ranking } from './rank.ts';
import { type RuleScore, type SignalScore, scoreRule } from './score.ts';
import type { Ternary } from './ternary.ts';
import { rankScores, weighCandidates } from './weigh-candidates.ts';

/** Why a body of evidence speaks for one rule, and why not. Numbers of the arithmetic are decibans. */
export interface RuleExplanation {
  rule: string;
  version: number;
  title: string;
  /** The machine that the rule fits best; `null`: one without a name, or the cluster. */
  host: string | null;
  prior: { word: Prior; decibans: number };
  signals: SignalExplanation[];
  /** Whether the cause occurs on the evidence's platform; `null`: nobody knows, or it occurs on any. */
  platform: { state: Ternary; decibans: number } | null;
  /** What it inherits from the strongest cause that it brings about. */
  consequence: { cause: string; decibans: number } | null;
  total: number;
  /** Its place among the causes, from 1; `null`: the evidence says nothing of it, or it is disabled. */
  place: number | null;
  probability: number;
  verdict: Verdict;
  noneOfThese: number;
  /** The causes that are more probable, the most probable first. */
  outrankedBy: { rule: string; title: string; probability: number; total: number }[];
}

export interface SignalExplanation {
  id: string;
  because: string;
  withCause: Likelihood;
  without: Likelihood;
  group: string | null;
  state: Ternary;
  /** What it adds when it holds, and when it is known not to. */
  weights: { whenTrue: number; whenFalse: number };
  /** What it adds here. */
  decibans: number;
  /** The stronger signal of its group, in the place of which it adds nothing. */
  outweighedBy: string | null;
  condition: ConditionTree;
}

/** Explains one rule on a body of evidence. Throws `not-found` when the rulebook has no such rule. Pure. */
export function explainRule(
  evidence: KnownEvidence,
  compiled: CompiledRulebook,
  id: string,
): RuleExplanation {
  const rule = compiled.rules.find((candidate) => candidate.rule.id === id);
  if (rule === undefined) throw new CulpritError('not-found', `There is no rule "${id}".`);
  const weighed = weighCandidates(evidence, compiled);
  const ranking = rankScores(weighed.scores);
  const position = ranking.causes.findIndex(({ score }) => score.rule === rule);
  const ranked = ranking.causes[position];
  // Where the index passes a rule over, its conditions are looked at all the same.
  const score = ranked?.score ?? scoreRule(rule, weighed.scopes, weighed.platform);
  return {
    ...arithmeticOf(score, rule, compiled),
    place: position < 0 ? null : position + 1,
    probability: ranked?.probability ?? 0,
    verdict: ranked?.verdict ?? 'cannot-tell',
    noneOfThese: ranking.noneOfThese,
    outrankedBy: position < 0 ? [] : ranking.causes.slice(0, position).map(asRival),
  };
}

const asRival = ({ score, probability }: Ranking['causes'][number]) => ({
  rule: score.rule.rule.id,
  title: score.rule.rule.title,
  probability,
  total: score.total,
});

function arithmeticOf(score: RuleScore, { rule, prior }: CompiledRule, { rulebook }: CompiledRulebook) {
  const ofPlatform = score.signals.find(({ signal }) => signal === null);
  return {
    rule: rule.id,
    version: rule.version,
    title: rule.title,
    host: score.scope.host,
    prior: { word: rule.prior, decibans: prior },
    signals: score.signals.flatMap((line) => {
      const { signal, state, decibans } = line;
      if (signal === null) return [];
      const { id, because, withCause, without, group, when } = signal.signal;
      return {
        ...{ id, because, withCause, without, group: group ?? null, state },
        weights: { whenTrue: signal.whenTrue, whenFalse: signal.whenFalse },
        decibans,
        outweighedBy: strongerOf(line, score),
        condition: conditionTree(when, signal.condition.root, {
          shared: rulebook.conditions,
          scope: score.scope,
        }),
      };
    }),
    platform: ofPlatform === undefined ? null : { state: ofPlatform.state, decibans: ofPlatform.decibans },
    consequence: score.consequence,
    total: score.total,
  };
}

/** Of a decided signal that adds nothing: the one of its group that counts on its side. */
function strongerOf({ signal, state, decibans }: SignalScore, { signals }: RuleScore): string | null {
  const group = signal?.signal.group;
  if (signal === null || group === undefined || state === 'unknown' || decibans !== 0) return null;
  const own = state === 'true' ? signal.whenTrue : signal.whenFalse;
  const stronger = signals.find(
    (other) => other.signal?.signal.group === group && other.decibans !== 0 && other.decibans < 0 === own < 0,
  );
  return stronger?.signal?.signal.id ?? null;
}
