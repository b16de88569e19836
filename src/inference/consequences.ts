import { decibans, likelihoods } from '../rulebook/likelihood.ts';
import { round } from './compile-rulebook.ts';
import type { RuleScore, SignalScore } from './score.ts';

/** A cause inherits from what it brings about only when its own signals make it this much more likely: ten to one. */
const SPOKEN_FOR = 10;

/**
 * Gives root causes the evidence of their consequences. Evidence that a consequence is there has to be expected of every
 * cause that usually brings it about: without this, "no endpoints" would outrank the dead kubelet behind it.
 * A signal that the root weighs itself does not count a second time.
 */
export function creditConsequences(scores: readonly RuleScore[]): RuleScore[] {
  const byId = new Map(scores.map((score) => [score.rule.rule.id, score]));
  return scores.map((score) => {
    const { explains = [] } = score.rule.rule;
    if (explains.length === 0 || ownSupport(score) < SPOKEN_FOR) return score;
    const credits = explains.flatMap((id) => creditOf(score, byId.get(id)));
    const best = credits.reduce((a, b) => (b.decibans > a.decibans ? b : a), { cause: '', decibans: 0 });
    if (best.decibans <= 0) return score;
    return { ...score, consequence: best, total: round(score.total + best.decibans) };
  });
}

const ownSupport = ({ signals }: RuleScore): number => sum(signals.filter(({ signal }) => signal !== null));

/** What the evidence of a consequence says about its root, which brings it about usually, not always. */
function creditOf(root: RuleScore, consequence: RuleScore | undefined) {
  if (consequence === undefined || !isSameMachine(root, consequence)) return [];
  const weighed = new Set(root.signals.map(({ signal }) => signal?.key));
  const evidence = sum(
    consequence.signals.filter(({ signal }) => signal !== null && !weighed.has(signal.key)),
  );
  const usually = likelihoods.usually;
  const credit = round(decibans(usually * 10 ** (evidence / 10) + 1 - usually));
  return [{ cause: consequence.rule.rule.id, decibans: credit }];
}

/** A fault of one machine does not explain that of another; what is about the cluster concerns them all. */
const isSameMachine = (root: RuleScore, { scope, hosts }: RuleScore): boolean =>
  root.scope.host === null || scope.host === null || hosts.includes(root.scope.host);

const sum = (signals: readonly SignalScore[]): number =>
  signals.reduce((total, signal) => total + signal.decibans, 0);
