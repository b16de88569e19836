import { setImmediate } from 'node:timers/promises';
import type { CompiledRulebook } from '../inference/compile-rulebook.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import { type RuleTestFinding, runRuleTest } from './run-rule-tests.ts';

/** Runs the tests of many rules; other requests are answered in between. No findings: all pass. */
export async function runAllRuleTests(
  tests: Iterable<RuleTest>,
  rulebook: CompiledRulebook,
): Promise<RuleTestFinding[]> {
  const findings: RuleTestFinding[] = [];
  for (const test of tests) {
    findings.push(...runRuleTest(test, rulebook));
    await setImmediate();
  }
  return findings;
}
