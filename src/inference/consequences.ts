import { decibans, likelihoods, tenths } from '../rulebook/likelihood.ts';
import type { RuleScore } from './score.ts';

/** A cause inherits from what it brings about only when its own signals make it this much more likely: ten to one. */
const SPOKEN_FOR = 10;

/**
 * Gives root causes the evidence of their consequences. Evidence that a consequence is there has to be expected of every
 * cause that usually brings it about: without this, "no endpoints" would outrank the dead kubelet behind it. Signals that
 * both weigh neither speak for the root as its own, nor count a second time.
 */
export function creditConsequences(scores: readonly RuleScore[]): RuleScore[] {
  const byId = new Map(scores.map((score) => [score.rule.rule.id, score]));
  return scores.map((score) => {
    const { explains = [] } = score.rule.rule;
    const credits = explains.flatMap((id) => creditOf(score, byId.get(id)));
    const best = credits.reduce((a, b) => (b.decibans > a.decibans ? b : a), { cause: '', decibans: 0 });
    if (best.decibans <= 0) return score;
    return { ...score, consequence: best, total: tenths(score.total + best.decibans) };
  });
}

/** What the evidence of a consequence says about its root, which brings it about usually, not always. */
function creditOf(root: RuleScore, consequence: RuleScore | undefined) {
  if (consequence === undefined || !isSameMachine(root, consequence)) return [];
  if (evidenceApart(root, consequence) < SPOKEN_FOR) return [];
  const evidence = evidenceApart(consequence, root);
  const usually = likelihoods.usually;
  const credit = tenths(decibans(usually * 10 ** (evidence / 10) + 1 - usually));
  return [{ cause: consequence.rule.rule.id, decibans: credit }];
}

/** What the signals of a cause amount to, less those that the other one weighs too. */
function evidenceApart({ signals }: RuleScore, other: RuleScore): number {
  const shared = new Set(other.signals.map(({ signal }) => signal?.key));
  return signals.reduce(
    (sum, { signal, decibans: added }) => sum + (signal === null || shared.has(signal.key) ? 0 : added),
    0,
  );
}

/** A fault of one machine does not explain that of another; what is about the cluster concerns them all. */
const isSameMachine = (root: RuleScore, { scope, hosts }: RuleScore): boolean =>
  root.scope.host === null || scope.host === null || hosts.includes(root.scope.host);
