import { type Likelihood, likelihoods, type Prior, priors } from '../rulebook/likelihood.ts';
import type { Rule, Signal } from '../rulebook/rule.ts';
import type { Reliability } from './reliability.ts';

/** How often something held of those cases in which it was known. */
export interface Count {
  held: number;
  of: number;
}

/** A word of a rule beside what the confirmed cases say. */
export interface Calibrated<Word extends string> extends Count {
  word: Word;
  /** What the word stands for. */
  stated: number;
  /** What it comes to with the counts: Beta smoothing, the word weighing as much as so many cases. */
  smoothed: number;
  /** The word nearest to that; the same word when nothing is to change. */
  proposed: Word;
}

export interface CalibratedSignal {
  id: string;
  withCause: Calibrated<Likelihood>;
  without: Calibrated<Likelihood>;
}

export interface CalibratedRule {
  rule: string;
  version: number;
  prior: Calibrated<Prior>;
  signals: CalibratedSignal[];
  /** The rule with the proposed words, as its next draft; `null` when no word changes. */
  draft: Rule | null;
}

export interface CalibrationReport {
  /** Cases of which the cause is confirmed: only these count. */
  confirmed: number;
  brier: number | null;
  calibrationError: number | null;
  reliability: Reliability[];
  /** Rules that some confirmed case decides something of, by id. */
  rules: CalibratedRule[];
}

/** What was counted of one rule. */
export interface RuleCounts {
  /** Of all confirmed cases, those that it was the cause of. */
  prior: Count;
  /** By signal id. */
  signals: ReadonlyMap<string, { withCause: Count; without: Count }>;
}

/** A word weighs as much as this many cases, a prior as this many: authors knew more than the first few cases show. */
const LIKELIHOOD_WEIGHT = 10;
const PRIOR_WEIGHT = 100;

/** Puts a rule's words beside the counts. */
export function calibrateRule(rule: Rule, counts: RuleCounts): CalibratedRule {
  const prior = calibrated(priors, { word: rule.prior, weight: PRIOR_WEIGHT, count: counts.prior });
  const signals = rule.signals.map((signal) => calibrateSignal(signal, counts));
  const words = new Map(signals.map(({ id, ...one }) => [id, one]));
  const next: Rule = {
    ...rule,
    version: rule.version + 1,
    prior: prior.proposed,
    signals: rule.signals.map((signal) => ({
      ...signal,
      withCause: words.get(signal.id)?.withCause.proposed ?? signal.withCause,
      without: words.get(signal.id)?.without.proposed ?? signal.without,
    })),
  };
  const changes =
    prior.proposed !== prior.word ||
    signals.some(
      ({ withCause, without }) => withCause.proposed !== withCause.word || without.proposed !== without.word,
    );
  return { rule: rule.id, version: rule.version, prior, signals, draft: changes ? next : null };
}

const nothing: Count = { held: 0, of: 0 };

function calibrateSignal(signal: Signal, { signals }: RuleCounts): CalibratedSignal {
  const { withCause, without } = signals.get(signal.id) ?? { withCause: nothing, without: nothing };
  const likelihood = (word: Likelihood, count: Count) =>
    calibrated(likelihoods, { word, weight: LIKELIHOOD_WEIGHT, count });
  const [held, rest] = [likelihood(signal.withCause, withCause), likelihood(signal.without, without)];
  // Equal words would decide nothing: then the author has to look.
  return held.proposed === rest.proposed
    ? {
        id: signal.id,
        withCause: { ...held, proposed: held.word },
        without: { ...rest, proposed: rest.word },
      }
    : { id: signal.id, withCause: held, without: rest };
}

function calibrated<Word extends string>(
  words: Readonly<Record<Word, number>>,
  { word, weight, count }: { word: Word; weight: number; count: Count },
): Calibrated<Word> {
  const stated = words[word];
  const smoothed = (count.held + weight * stated) / (count.of + weight);
  const names = Object.keys(words).filter((name): name is Word => name in words);
  const distance = (name: Word) => Math.abs(logit(words[name]) - logit(smoothed));
  const proposed = names.reduce((best, name) => (distance(name) < distance(best) ? name : best), word);
  return { word, stated, ...count, smoothed, proposed };
}

const logit = (p: number): number => Math.log(p / (1 - p));
