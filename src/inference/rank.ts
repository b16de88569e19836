import type { Verdict } from './diagnosis.ts';
import { isRuledOut, type RuleScore } from './score.ts';

export interface Ranking {
  /** Most probable first. */
  readonly causes: readonly { score: RuleScore; probability: number; verdict: Verdict }[];
  readonly noneOfThese: number;
}

/** A true signal of this many decibans settles a cause: a hundred to one. */
const DECISIVE = 20;
/** Less than this many decibans in all is no reason to think more or less of a cause. */
const UNDECIDED = 1;

/** What a sum of signals is worth: they are taken to be independent and never quite are. docs/ranking.md says how it was chosen. */
const TRUSTED = 0.8;

/** The odds that a score in decibans comes to. */
export const oddsOf = (total: number): number => 10 ** ((TRUSTED * total) / 10);

/**
 * Normalises the odds of all causes and of *none of these*, whose odds are 1 (0 decibans): one of them is the
 * cause, and a cause that nothing speaks for is counted among none of these.
 */
export function rank(scores: readonly RuleScore[]): Ranking {
  const odds = scores.map(({ total }) => oddsOf(total));
  const sum = odds.reduce((a, b) => a + b, 1);
  const causes = scores
    .map((score, i) => ({
      score,
      probability: probability((odds[i] ?? 0) / sum),
      verdict: verdict(score, odds[i] ?? 0),
    }))
    .sort((a, b) => b.score.total - a.score.total || (a.score.rule.rule.id < b.score.rule.rule.id ? -1 : 1));
  return { causes, noneOfThese: probability(1 / sum) };
}

/** A verdict weighs a cause against none of these alone: two faults at once do not make each other doubtful. */
function verdict(score: RuleScore, odds: number): Verdict {
  const { signals, total, rule } = score;
  if (isRuledOut(score)) return 'ruled-out';
  if (Math.abs(total - rule.prior) < UNDECIDED) return 'cannot-tell';
  const alone = odds / (1 + odds);
  const decisive = signals.some(({ decibans }) => decibans >= DECISIVE);
  if (alone >= 0.9 && decisive) return 'confirmed';
  if (alone >= 0.5) return 'likely';
  return total > rule.prior ? 'possible' : 'unlikely';
}

/** Four decimals: more would pretend to a precision that likelihoods in words do not have. */
const probability = (value: number): number => Math.round(value * 10_000) / 10_000;
