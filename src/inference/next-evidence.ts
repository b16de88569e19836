import { likelihoods } from '../rulebook/likelihood.ts';
import type { CollectStep, NextEvidence } from './diagnosis.ts';
import { oddsOf, type Ranking } from './rank.ts';
import { type Test, undecidedTests } from './undecided-tests.ts';

/** Causes further down than this cannot become the first through one observation. */
const MOST_CAUSES = 40;
const MOST_SUGGESTIONS = 10;
const MOST_LEADERS = 3;
/** A cause that is less probable than this is not worth a command of its own, unless it is the first. */
const LEAST_WEIGHT = 0.002;
/** Less than this is not worth an engineer's minute. */
const LEAST_BITS = 0.005;
/** Less than this much more or less probable is no other answer. */
const MOVE = 0.1;
/** What a command with a little risk must tell more than one without. */
const RISK = { none: 1, low: 1.25 } as const;

/** What a command is worth that decides one test or more. */
interface Suggestion {
  /** The one that tells most. */
  test: Test;
  facts: readonly string[];
  bits: number;
  worth: number;
}

interface Hypotheses {
  ids: readonly string[];
  /** Probabilities of the ranked causes in order, then of none of these. */
  weights: readonly number[];
}

/**
 * What to collect next: for each command, how much the ranking is expected to be settled by what it prints
 * (mutual information of the outcome and the cause, in bits), per minute that it takes.
 *
 * @see D. V. Lindley, "On a measure of the information provided by an experiment", 1956.
 */
export function suggestNext({ causes, noneOfThese }: Ranking): NextEvidence[] {
  const scores = causes.slice(0, MOST_CAUSES).map(({ score }) => score);
  const odds = [...scores.map(({ total }) => oddsOf(total)), noneOfThese > 0 ? 1 : 0];
  const hypotheses: Hypotheses = {
    ids: scores.map(({ rule }) => rule.rule.id),
    weights: normalised(odds),
  };
  const asking = scores.filter((_, i) => i === 0 || (hypotheses.weights[i] ?? 0) >= LEAST_WEIGHT).length;
  const suggestions = new Map<string, Suggestion>();
  for (const test of undecidedTests(scores, asking)) {
    const key = commandsOf(test.collect);
    suggestions.set(key, combine(suggestions.get(key), weigh(test, hypotheses.weights)));
  }
  return [...suggestions.values()]
    .filter((suggestion) => suggestion.bits >= LEAST_BITS && movesTheTop(suggestion, hypotheses.weights))
    .sort((a, b) => b.worth - a.worth || (a.facts.join() < b.facts.join() ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map((suggestion) => present(suggestion, hypotheses));
}

/** Whether an outcome puts another cause first, or makes the first more or less probable by a tenth. */
function movesTheTop({ test: { expected } }: Suggestion, weights: readonly number[]): boolean {
  const first = firstCause(weights);
  const moves = (likelihood: readonly number[]): boolean => {
    const after = normalised(weights.map((weight, i) => weight * (likelihood[i] ?? 0)));
    return firstCause(after) !== first || Math.abs((after[first] ?? 0) - (weights[first] ?? 0)) >= MOVE;
  };
  return moves(expected) || moves(expected.map((chance) => 1 - chance));
}

/** Position of the most probable cause; none of these, the last weight, is no cause. */
function firstCause(weights: readonly number[]): number {
  let first = 0;
  for (let i = 1; i < weights.length - 1; i++) if ((weights[i] ?? 0) > (weights[first] ?? 0)) first = i;
  return first;
}

const commandsOf = (steps: readonly CollectStep[]): string => {
  let key = '';
  for (const { command, where, seconds, risk } of steps) key += `${command}\n${where}\n${seconds} ${risk}\n`;
  return key;
};

/** One command can decide several conditions; it is worth at least as much as the best of them. */
function combine(known: Suggestion | undefined, more: Suggestion): Suggestion {
  if (known === undefined) return more;
  const best = more.bits > known.bits ? more : known;
  return { ...best, facts: [...new Set([...known.facts, ...more.facts])] };
}

/** The uncertainty of the outcome, less what stays of it when the cause is known: their mutual information. */
function weigh(test: Test, weights: readonly number[]): Suggestion {
  let chance = 0;
  let uncertainty = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const expected = test.expected[i] ?? 0;
    chance += weight * expected;
    uncertainty += weight * (outcomeEntropy.get(expected) ?? 0);
  }
  const bits = Math.max(0, entropy(chance) - uncertainty);
  let effort = 0;
  for (const { seconds, risk } of test.collect) effort += seconds * RISK[risk];
  return {
    test,
    facts: test.facts,
    bits: fourDecimals(bits),
    worth: fourDecimals((bits * 60) / Math.max(1, effort)),
  };
}

/** Bits of uncertainty about what happens with this probability. */
const entropy = (chance: number): number =>
  chance <= 0 || chance >= 1 ? 0 : -chance * Math.log2(chance) - (1 - chance) * Math.log2(1 - chance);

const outcomeEntropy = new Map<number, number>(
  Object.values(likelihoods).map((chance) => [chance, entropy(chance)]),
);

function present({ test, facts, bits, worth }: Suggestion, hypotheses: Hypotheses): NextEvidence {
  const { signal, collect, expected } = test;
  const { described } = signal;
  const unexpected = expected.map((chance) => 1 - chance);
  return {
    facts: [...facts],
    collect: [...collect],
    bits,
    worth,
    outcomes: [
      { when: described.holds, causes: leaders(hypotheses, expected) },
      { when: described.fails, causes: leaders(hypotheses, unexpected) },
    ],
  };
}

/** The causes that would be most probable after an outcome that is this likely under each hypothesis. */
function leaders({ ids, weights }: Hypotheses, likelihood: readonly number[]) {
  const after = normalised(weights.map((weight, i) => weight * (likelihood[i] ?? 0))).map(fourDecimals);
  const first: { rule: string; probability: number }[] = [];
  while (first.length < Math.min(MOST_LEADERS, ids.length)) {
    let best = 0;
    for (let i = 1; i < ids.length; i++) if ((after[i] ?? 0) > (after[best] ?? 0)) best = i;
    first.push({ rule: ids[best] ?? '', probability: after[best] ?? 0 });
    after[best] = -1;
  }
  return first;
}

function normalised(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum === 0 ? weights : weights.map((weight) => weight / sum);
}

const fourDecimals = (value: number): number => Math.round(value * 10_000) / 10_000;
