import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleRule, exampleTest } from '../../test/example-rule.ts';
import { rulebookOf } from '../../test/known-evidence.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import { loadTestedRulebook } from '../rulebook/load-rulebook.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import type { Rule, Signal } from '../rulebook/rule.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { flipsOf, type SignalMutant, variantsOf } from '../rulebook/signal-mutants.ts';
import { mutateRule, prepareMutations } from './mutate-rule.ts';
import { scoreOf, sumOf } from './mutation-score.ts';
import { runRuleTest } from './run-rule-tests.ts';

const rulebook = rulebookOf(exampleRule);
const [fires] = exampleTest.fires;
const [lookAlike] = exampleTest.lookAlikes;

const mutate = (test: RuleTest) =>
  mutateRule(exampleRule.id, prepareMutations(new Map([[test.rule, test]]), rulebook));

/** Proves nothing about the setting: the rule is not first when it is 0, nor when it is 1. */
const blind: RuleTest = {
  ...exampleTest,
  fires: [],
  lookAlikes: [{ name: 'off', evidence: fires?.evidence ?? {}, first: null }],
  missing: [],
};

describe('mutateRule', () => {
  it('lists the mutants that no case notices', () => {
    const { flips, survivors } = mutate(blind);
    expect(flips).toEqual({ made: 2, killed: 0, byStatedSignals: 0 });
    expect(survivors.map(({ signal: id, kind }) => `${id} ${kind}`)).toEqual([
      'sysctl-is-0 negated',
      'sysctl-is-0 swapped',
      'sysctl-is-0 value-moved',
      'sysctl-is-0 value-moved',
    ]);
  });

  it('counts what only the stated signals notice', () => {
    const lookAlikes = blind.lookAlikes.map((one) => ({ ...one, signals: { for: ['sysctl-is-0'] } }));
    expect(mutate({ ...blind, lookAlikes })).toEqual({
      rule: exampleRule.id,
      flips: { made: 2, killed: 2, byStatedSignals: 2 },
      variants: { made: 2, killed: 2, byStatedSignals: 2 },
      survivors: [],
    });
  });

  it('takes what comes out in the end for stronger than stated signals', () => {
    const lookAlikes = [{ ...lookAlike, maxProbability: 0.001, signals: { against: ['sysctl-is-0'] } }];
    expect(mutate({ ...blind, lookAlikes } as RuleTest).flips).toEqual({
      made: 2,
      killed: 2,
      byStatedSignals: 0,
    });
  });

  it('lets no case notice that fails already', () => {
    const lookAlikes = blind.lookAlikes.map((one) => ({ ...one, first: 'host.other' }));
    expect(mutate({ ...blind, lookAlikes }).flips.killed).toBe(0);
  });

  it('refuses an id that no rule has', () => {
    expect(() => mutateRule('host.none', prepareMutations(new Map(), rulebook))).toThrow('host.none');
  });
});

describe('a score', () => {
  it('is the share of killed mutants, over several rules too', () => {
    const tally = { made: 2, killed: 1, byStatedSignals: 1 };
    expect(scoreOf(sumOf([tally, { made: 2, killed: 2, byStatedSignals: 0 }]))).toBe(0.75);
    expect(scoreOf(sumOf([]))).toBe(1);
  });
});

describe('a mutant', () => {
  const shipped = loadTestedRulebook(join(import.meta.dirname, '../../rules'));
  const family = new Set(['kubelet.node-down', 'service.no-endpoints']);
  const rules = shipped.rulebook.rules.filter(({ id }) => family.has(id));
  const conditions = shipped.rulebook.conditions;
  const compile = (these: readonly Rule[]) => compileRulebook(makeRulebook({ rules: these, conditions }));
  /** Fewer rules compete here: only the cases that hold among these few take part. */
  const few = compile(rules);
  const tests = new Map(
    rules.flatMap(({ id }) => {
      const test = shipped.tests.get(id);
      return test === undefined ? [] : [[id, passingPart(test)] as const];
    }),
  );

  function passingPart(test: RuleTest): RuleTest {
    const passes = (part: Partial<RuleTest>) =>
      runRuleTest({ ...test, fires: [], lookAlikes: [], missing: [], ...part }, few).length === 0;
    return {
      ...test,
      fires: test.fires.filter((one) => passes({ fires: [one] })),
      lookAlikes: test.lookAlikes.filter((one) => passes({ lookAlikes: [one] })),
      missing: test.missing.filter((one) => passes({ missing: [one] })),
    };
  }

  it('is noticed exactly when the tests fail on a rulebook compiled with it', () => {
    const bench = prepareMutations(tests, few);
    const survives = (mutant: SignalMutant, rule: Rule): boolean => {
      const changed = rules.map((one) => (one.id === rule.id ? withMutant(one, mutant.signal) : one));
      const compiled = compile(changed);
      return [...tests.values()].every((test) => runRuleTest(test, compiled).length === 0);
    };
    for (const rule of rules) {
      const mutants = rule.signals.flatMap((one) => [
        ...flipsOf(one, conditions),
        ...variantsOf(one, conditions),
      ]);
      const expected = mutants.filter((mutant) => survives(mutant, rule)).map(({ words }) => words);
      expect(mutateRule(rule.id, bench).survivors.map(({ words }) => words)).toEqual(expected);
    }
  });
});

const withMutant = (rule: Rule, mutant: Signal): Rule => ({
  ...rule,
  signals: rule.signals.map((one) => (one.id === mutant.id ? mutant : one)),
});
