import { catalogue } from '../facts/catalogue.ts';
import type { Collect } from '../facts/define.ts';
import { describeCondition } from '../rulebook/describe-condition.ts';
import { likelihoods } from '../rulebook/likelihood.ts';
import type { CompiledSignal } from './compiled-rule.ts';
import type { NextEvidence } from './diagnosis.ts';
import type { Node } from './engine.ts';
import type { Ranking } from './rank.ts';
import type { RuleScore } from './score.ts';

/** Causes further down than this cannot become the first through one observation. */
const MOST_CAUSES = 40;
const MOST_SUGGESTIONS = 8;
/** Less than this is not worth an engineer's minute. */
const LEAST_BITS = 0.0005;
/** What a command with a little risk must tell more than one without. */
const RISK = { none: 1, low: 1.25 } as const;

/** A condition that nobody has decided yet, and what each hypothesis expects of it. */
interface Test {
  signal: CompiledSignal;
  facts: string[];
  collect: Collect[];
  /** How often it holds under each hypothesis: the ranked causes in order, then none of these. */
  expected: number[];
}

interface Hypotheses {
  /** Rule ids; `null` for none of these. */
  ids: (string | null)[];
  weights: number[];
}

/**
 * What to collect next: for each command, how much the ranking is expected to be settled by what it prints
 * (mutual information of the outcome and the cause, in bits), per minute that it takes.
 *
 * @see D. V. Lindley, "On a measure of the information provided by an experiment", 1956.
 */
export function suggestNext({ causes, noneOfThese }: Ranking): NextEvidence[] {
  const scores = causes.slice(0, MOST_CAUSES).map(({ score }) => score);
  const hypotheses: Hypotheses = {
    ids: [...scores.map(({ rule }) => rule.rule.id), null],
    weights: normalised([...scores.map(({ total }) => 10 ** (total / 10)), noneOfThese > 0 ? 1 : 0]),
  };
  const suggestions = new Map<string, NextEvidence>();
  for (const test of undecidedTests(scores)) {
    const suggestion = evaluate(test, hypotheses);
    const key = JSON.stringify(suggestion.collect);
    suggestions.set(key, combine(suggestions.get(key), suggestion));
  }
  return [...suggestions.values()]
    .filter(({ bits }) => bits >= LEAST_BITS)
    .sort((a, b) => b.worth - a.worth || (a.facts.join() < b.facts.join() ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS);
}

/** One command can decide several conditions; it is worth at least as much as the best of them. */
function combine(known: NextEvidence | undefined, more: NextEvidence): NextEvidence {
  if (known === undefined) return more;
  const best = more.bits > known.bits ? more : known;
  return { ...best, facts: [...new Set([...known.facts, ...more.facts])] };
}

function undecidedTests(scores: readonly RuleScore[]): Test[] {
  const tests = new Map<string, Test>();
  for (const [position, score] of scores.entries()) {
    for (const { signal, state } of score.signals) {
      if (signal === null || state !== 'unknown' || isOutweighed(signal, score)) continue;
      const test = tests.get(signal.key) ?? newTest(signal, score, scores.length);
      if (test === null) continue;
      tests.set(signal.key, test);
      test.expected[position] = likelihoods[signal.signal.withCause];
    }
  }
  return [...tests.values()];
}

/** Whether a decided signal of the same group counts for at least as much already. */
const isOutweighed = ({ signal, whenTrue }: CompiledSignal, { signals }: RuleScore): boolean =>
  signal.group !== undefined &&
  signals.some((other) => other.signal?.signal.group === signal.group && other.decibans >= whenTrue);

function newTest(signal: CompiledSignal, score: RuleScore, causes: number): Test | null {
  const facts = [...new Set(unknownFacts(signal.condition.root, score))];
  const collect = facts.flatMap((fact) => stepsFor(fact, score));
  if (facts.length === 0 || collect.length === 0) return null;
  const without = likelihoods[signal.signal.without];
  return { signal, facts, collect: distinct(collect), expected: new Array<number>(causes + 1).fill(without) };
}

function unknownFacts(node: Node, score: RuleScore): string[] {
  if (node.kind === 'text') return [];
  if (node.kind === 'not') return unknownFacts(node.child, score);
  if (node.kind !== 'fact') return node.children.flatMap((child) => unknownFacts(child, score));
  const facts = node.valueFact === null ? [node.fact] : [node.fact, node.valueFact];
  return facts.filter((fact) => score.scope.facts(fact).length === 0);
}

/** The commands that bring a fact, less those whose part is known; the last one stays when all parts are. */
function stepsFor(fact: string, { scope }: RuleScore): Collect[] {
  const steps = catalogue.get(fact)?.collect ?? [];
  const missing = steps.filter(({ brings }) => brings === undefined || scope.facts(brings).length === 0);
  return (missing.length > 0 ? missing : steps.slice(-1)).map(({ brings: _, ...step }) =>
    step.where === 'on the host' && scope.host !== null ? { ...step, where: `on ${scope.host}` } : step,
  );
}

const distinct = (steps: readonly Collect[]): Collect[] => [
  ...new Map(steps.map((step) => [step.command + step.where, step])).values(),
];

function evaluate(test: Test, { ids, weights }: Hypotheses): NextEvidence {
  const chanceTrue = weights.reduce((sum, weight, i) => sum + weight * (test.expected[i] ?? 0), 0);
  const ifTrue = normalised(weights.map((weight, i) => weight * (test.expected[i] ?? 0)));
  const ifFalse = normalised(weights.map((weight, i) => weight * (1 - (test.expected[i] ?? 0))));
  const bits = entropy(weights) - chanceTrue * entropy(ifTrue) - (1 - chanceTrue) * entropy(ifFalse);
  const effort = test.collect.reduce((sum, { seconds, risk }) => sum + seconds * RISK[risk], 0);
  const described = describeCondition(test.signal.signal.when);
  return {
    facts: test.facts,
    collect: test.collect.map(({ command, where, seconds, risk }) => ({ command, where, seconds, risk })),
    bits: fourDecimals(Math.max(0, bits)),
    worth: fourDecimals((Math.max(0, bits) * 60) / Math.max(1, effort)),
    outcomes: [
      { when: described, causes: leaders(ids, ifTrue) },
      { when: `not (${described})`, causes: leaders(ids, ifFalse) },
    ],
  };
}

/** The three causes that would then be most probable. */
const leaders = (ids: readonly (string | null)[], weights: readonly number[]) =>
  ids
    .flatMap((rule, i) => (rule === null ? [] : [{ rule, probability: fourDecimals(weights[i] ?? 0) }]))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 3);

function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum === 0 ? [...weights] : weights.map((weight) => weight / sum);
}

const entropy = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => (weight > 0 ? sum - weight * Math.log2(weight) : sum), 0);

const fourDecimals = (value: number): number => Math.round(value * 10_000) / 10_000;
