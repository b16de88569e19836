import { readEvidence } from '../evidence/read-evidence.ts';
import { CandidateIndex, countFacts } from '../inference/candidate-index.ts';
import { type CompiledRulebook, withSignal } from '../inference/compile-rulebook.ts';
import type { CompiledRule } from '../inference/compiled-rule.ts';
import { type RuleScore, scoreRule } from '../inference/score.ts';
import {
  rankScores,
  type WeighedEvidence,
  weighCandidates,
  weighOne,
} from '../inference/weigh-candidates.ts';
import { CulpritError } from '../lib/errors.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { flipsOf, type SignalMutant, variantsOf } from '../rulebook/signal-mutants.ts';
import { casesOf, checkOutcome, type RuleCase } from './check-rule-case.ts';
import { noneMade, type Tally } from './mutation-score.ts';
import { asSubmitted } from './run-rule-tests.ts';
import { checkSides, sidesOf } from './signal-sides.ts';

/** A rulebook and all cases of its tests, weighed once, so that a mutant costs one rule and no more. */
export interface MutationBench {
  readonly rulebook: CompiledRulebook;
  readonly cases: readonly WeighedCase[];
  readonly rarity: ReadonlyMap<string, number>;
}

interface WeighedCase {
  /** The rule whose test it is of. */
  readonly rule: string;
  readonly expected: RuleCase;
  readonly weighed: WeighedEvidence;
}

export interface MutationReport {
  rule: string;
  /** Signals upside down: the score of the rule's tests. */
  flips: Tally;
  /** Parts left out and values moved by one. */
  variants: Tally;
  survivors: { signal: string; kind: SignalMutant['kind']; words: string }[];
}

/** A case that fails already would notice everything: it is left out. */
export function prepareMutations(
  tests: ReadonlyMap<string, RuleTest>,
  rulebook: CompiledRulebook,
): MutationBench {
  const rules = new Map(rulebook.rules.map((rule) => [rule.rule.id, rule]));
  const cases = [...tests.values()].flatMap((test) => {
    const rule = rules.get(test.rule);
    if (rule === undefined) return [];
    return casesOf(test).flatMap((expected) => {
      const evidence = readEvidence(asSubmitted(expected.evidence));
      const one = { rule: test.rule, expected, weighed: weighCandidates(evidence, rulebook) };
      return isNoticed(one, one.weighed.scores) || isStatedOtherwise(one, rule) ? [] : [one];
    });
  });
  return { rulebook, cases, rarity: countFacts(rulebook.rules) };
}

/** Makes each mutant of the rule, and asks the cases of all tests whether they notice. Throws `not-found`. */
export function mutateRule(id: string, bench: MutationBench): MutationReport {
  const { rules, rulebook } = bench.rulebook;
  const rule = rules.find((candidate) => candidate.rule.id === id);
  if (rule === undefined) throw new CulpritError('not-found', `there is no rule "${id}"`);
  const cases = casesByNearness(id, bench);
  const report: MutationReport = { rule: id, flips: noneMade(), variants: noneMade(), survivors: [] };
  for (const signal of rule.rule.signals)
    for (const [tally, mutants] of [
      [report.flips, flipsOf(signal, rulebook.conditions)],
      [report.variants, variantsOf(signal, rulebook.conditions)],
    ] as const)
      for (const mutant of mutants) {
        const killer = killerOf(withSignal(rule, mutant.signal, bench.rulebook), cases, bench);
        tally.made++;
        if (killer !== null) tally.killed++;
        if (killer === 'stated-signals') tally.byStatedSignals++;
        if (killer === null)
          report.survivors.push({ signal: signal.id, kind: mutant.kind, words: mutant.words });
      }
  return report;
}

interface NearCase extends WeighedCase {
  isOwn: boolean;
  /** What the case says of the rule as it stands. */
  before: RuleScore | null;
  others: readonly RuleScore[];
}

/** The rule's own cases, then those of other rules. */
function casesByNearness(rule: string, { cases }: MutationBench): NearCase[] {
  const near = cases.map((one) => ({
    ...one,
    isOwn: one.rule === rule,
    before: one.weighed.scores.find((score) => score.rule.rule.id === rule) ?? null,
    others: one.weighed.scores.filter((score) => score.rule.rule.id !== rule),
  }));
  return [...near.filter(({ isOwn }) => isOwn), ...near.filter(({ isOwn }) => !isOwn)];
}

/** What notices the mutant: what comes out of some case, or only the signals that the rule's own cases state. */
function killerOf(
  mutant: CompiledRule,
  cases: readonly NearCase[],
  { rarity }: MutationBench,
): 'outcome' | 'stated-signals' | null {
  const index = new CandidateIndex([mutant], rarity);
  let byStatedSignals = false;
  for (const one of cases) {
    const score = weighOne(one.weighed, mutant, index);
    const scores = score === null ? one.others : [...one.others, score];
    if (!isSame(score, one) && isNoticed(one, scores)) return 'outcome';
    byStatedSignals ||= one.isOwn && isStatedOtherwise(one, mutant);
  }
  return byStatedSignals ? 'stated-signals' : null;
}

const isNoticed = ({ rule, expected }: WeighedCase, scores: readonly RuleScore[]): boolean =>
  checkOutcome(rule, expected, rankScores(scores)).length > 0;

/** Asks the case's own rule, or a mutant of it. */
function isStatedOtherwise({ expected, weighed }: WeighedCase, rule: CompiledRule): boolean {
  if (expected.signals === undefined) return false;
  const score = scoreRule(rule, weighed.scopes, weighed.platform);
  return checkSides(expected.signals, sidesOf(score)).length > 0;
}

/** Whether the outcome can be no other: what a case asks for next depends on undecided signals too. */
function isSame(score: RuleScore | null, { expected, before }: NearCase): boolean {
  if (score === null || before === null) return score === before;
  if (expected.kind === 'missing' && expected.next !== undefined) return false;
  return (
    score.total === before.total &&
    score.hosts.join() === before.hosts.join() &&
    score.signals.every(
      ({ state, decibans }, i) =>
        state === before.signals[i]?.state && decibans === before.signals[i].decibans,
    )
  );
}
