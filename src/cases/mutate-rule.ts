import { readEvidence } from '../evidence/read-evidence.ts';
import { CandidateIndex, countFacts } from '../inference/candidate-index.ts';
import { type CompiledRulebook, withSignal } from '../inference/compile-rulebook.ts';
import type { CompiledRule } from '../inference/compiled-rule.ts';
import type { RuleScore } from '../inference/score.ts';
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

export interface Tally {
  made: number;
  killed: number;
  /** Of those killed: by nothing but the signals that the rule's own cases state. */
  byStatedSignals: number;
}

/** The tallies of several rules as one. */
export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, { made, killed, byStatedSignals }) => ({
      made: sum.made + made,
      killed: sum.killed + killed,
      byStatedSignals: sum.byStatedSignals + byStatedSignals,
    }),
    none(),
  );

/** The share that is noticed, 0 to 1; where there is nothing to notice, all of it. */
export const scoreOf = ({ made, killed }: Tally): number => (made === 0 ? 1 : killed / made);

/** A case that fails already would notice everything: it is left out. */
export function prepareMutations(
  tests: ReadonlyMap<string, RuleTest>,
  rulebook: CompiledRulebook,
): MutationBench {
  const cases = [...tests.values()].flatMap((test) =>
    casesOf(test).map((expected) => {
      const evidence = readEvidence(asSubmitted(expected.evidence));
      return { rule: test.rule, expected, weighed: weighCandidates(evidence, rulebook) };
    }),
  );
  const passing = cases.filter(
    (one) => !isNoticed(one, one.weighed.scores) && !isStatedOtherwise(one, one.weighed.scores),
  );
  return { rulebook, cases: passing, rarity: countFacts(rulebook.rules) };
}

/** Makes each mutant of the rule, and asks the cases of all tests whether they notice. Throws `not-found`. */
export function mutateRule(id: string, bench: MutationBench): MutationReport {
  const { rules, rulebook } = bench.rulebook;
  const rule = rules.find((candidate) => candidate.rule.id === id);
  if (rule === undefined) throw new CulpritError('not-found', `there is no rule "${id}"`);
  const cases = casesByNearness(id, bench);
  const report: MutationReport = { rule: id, flips: none(), variants: none(), survivors: [] };
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

const none = (): Tally => ({ made: 0, killed: 0, byStatedSignals: 0 });

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

/** What notices the mutant first: what an own case says in the end, the signals that it states, another rule's case. */
function killerOf(
  mutant: CompiledRule,
  cases: readonly NearCase[],
  { rarity }: MutationBench,
): 'outcome' | 'stated-signals' | null {
  const index = new CandidateIndex([mutant], rarity);
  let byStatedSignals = false;
  for (const one of cases) {
    if (byStatedSignals && !one.isOwn) break;
    const score = weighOne(one.weighed, mutant, index);
    if (isSame(score, one)) continue;
    const scores = score === null ? one.others : [...one.others, score];
    if (isNoticed(one, scores)) return 'outcome';
    byStatedSignals ||= one.isOwn && isStatedOtherwise(one, scores);
  }
  return byStatedSignals ? 'stated-signals' : null;
}

const isNoticed = ({ rule, expected }: WeighedCase, scores: readonly RuleScore[]): boolean =>
  checkOutcome(rule, expected, rankScores(scores)).length > 0;

function isStatedOtherwise({ rule, expected }: WeighedCase, scores: readonly RuleScore[]): boolean {
  const own = scores.find((score) => score.rule.rule.id === rule);
  return expected.signals !== undefined && checkSides(expected.signals, sidesOf(own)).length > 0;
}

/** Whether nothing that a case looks at can be another: what it asks for next depends on undecided signals too. */
function isSame(score: RuleScore | null, { expected, before, isOwn }: NearCase): boolean {
  if (score === null || before === null) return score === before;
  const looksFurther = isOwn && expected.signals !== undefined;
  if (looksFurther || (expected.kind === 'missing' && expected.next !== undefined)) return false;
  return (
    score.total === before.total &&
    score.hosts.join() === before.hosts.join() &&
    score.signals.every(
      ({ state, decibans }, i) =>
        state === before.signals[i]?.state && decibans === before.signals[i].decibans,
    )
  );
}
