import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { coverRule, type RuleCoverage } from './cover-rule.ts';
import { type MutationReport, mutateRule, prepareMutations } from './mutate-rule.ts';
import { type RuleCaseResult, runRuleCases } from './run-rule-tests.ts';

/** What a rule's test is worth. */
export interface RuleReport {
  rule: string;
  cases: RuleCaseResult[];
  coverage: RuleCoverage;
  /** `null`: not asked for. */
  mutation: MutationReport | null;
}

/** Runs the tests of these rules against the whole rulebook. Mutants are shown to the cases of all rules. */
export function testRules(
  tests: ReadonlyMap<string, RuleTest>,
  rulebook: CompiledRulebook,
  { ids, mutate }: { ids: ReadonlySet<string>; mutate: boolean },
): RuleReport[] {
  const bench = mutate ? prepareMutations(tests, rulebook) : null;
  return rulebook.rules.flatMap((rule) => {
    const test = tests.get(rule.rule.id);
    if (test === undefined || !ids.has(rule.rule.id)) return [];
    const cases = runRuleCases(test, rulebook);
    const mutation = bench === null ? null : mutateRule(rule.rule.id, bench);
    return [{ rule: rule.rule.id, cases, coverage: coverRule(rule, cases), mutation }];
  });
}
