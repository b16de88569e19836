/**
 * How often a signal holds, in the words that rules use. The one table that binds words to probabilities;
 * docs/ranking.md explains how they were chosen.
 */
export const likelihoods = {
  always: 0.995,
  'almost-always': 0.95,
  usually: 0.8,
  often: 0.6,
  sometimes: 0.3,
  rarely: 0.05,
  'almost-never': 0.005,
  never: 0.0005,
} as const;
export type Likelihood = keyof typeof likelihoods;

/** How often a cause is behind a submission, before its evidence is looked at. */
export const priors = {
  common: 0.01,
  uncommon: 0.003,
  rare: 0.001,
  'very-rare': 0.0003,
} as const;
export type Prior = keyof typeof priors;

/** Ten times the decimal logarithm of an odds or likelihood ratio: 10 dB is ten to one. */
export const decibans = (ratio: number): number => 10 * Math.log10(ratio);

/** Scores are sums of tenths of a deciban: a reader who adds up the printed lines gets the printed total. */
export const tenths = (score: number): number => Math.round(score * 10) / 10;

/** The odds of a prior, in decibans. */
export const priorDecibans = (prior: Prior): number => tenths(decibans(priors[prior] / (1 - priors[prior])));

/** What a signal adds when it holds, and when it is known not to, in decibans. */
export function weightsOf({ withCause, without }: { withCause: Likelihood; without: Likelihood }): {
  whenTrue: number;
  whenFalse: number;
} {
  const [present, absent] = [likelihoods[withCause], likelihoods[without]];
  return {
    whenTrue: tenths(decibans(present / absent)),
    whenFalse: tenths(decibans((1 - present) / (1 - absent))),
  };
}
