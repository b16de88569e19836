import { setImmediate } from 'node:timers/promises';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { type RuleTestFinding, ruleCaseResults } from './run-rule-tests.ts';

/** Runs the tests of rules; other requests are answered between any two cases. No findings: all pass. */
export async function runAllRuleTests(
  tests: Iterable<RuleTest>,
  rulebook: CompiledRulebook,
): Promise<RuleTestFinding[]> {
  const findings: RuleTestFinding[] = [];
  for (const test of tests) {
    for (const result of ruleCaseResults(test, rulebook)) {
      findings.push(...result.findings);
      await setImmediate();
    }
  }
  return findings;
}
