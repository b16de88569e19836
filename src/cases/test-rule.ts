import { requireScope } from '../access/require-scope.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import { type Finding, isError } from '../rulebook/finding.ts';
import { lintDraft } from '../rulebook/lint-draft.ts';
import { rulebookWith } from '../rulebook/make-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { nextVersion } from './next-version.ts';
import { runAllRuleTests } from './run-all-rule-tests.ts';
import type { RuleInput } from './validate-rule.ts';

export interface TestReport {
  passed: boolean;
  findings: Finding[];
}

/** Lints a rule and runs its test as if it were in force. Rejects with `forbidden` or `unavailable`. */
export async function testRule(
  deps: Pick<CaseDeps, 'actor' | 'store' | 'rulebook'>,
  input: RuleInput,
): Promise<TestReport> {
  requireScope(deps.actor, 'rules:write');
  const { rulebook } = await deps.rulebook();
  const version = await nextVersion(deps, input.rule);
  const { rule, test, findings } = lintDraft({ ...input, id: null, version }, rulebook);
  if (rule === null || findings.some(isError)) return { passed: false, findings };
  if (test === null)
    return {
      passed: false,
      findings: [...findings, { code: 'missing-test', pointer: '/test', message: 'there is none to run' }],
    };
  const failures = await runAllRuleTests([test], compileRulebook(rulebookWith(rulebook, rule)));
  const failed = failures.map(({ name, message }) => ({
    code: 'failing-test' as const,
    pointer: '/test',
    message: `${name}: ${message}`,
  }));
  return { passed: failures.length === 0, findings: [...findings, ...failed] };
}
