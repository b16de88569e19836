import { type Finding, finding } from './finding.ts';
import { lintRule } from './lint-rule.ts';
import { readRule, readRuleTest } from './parse-rule.ts';
import type { Rule } from './rule.ts';
import type { RuleTest } from './rule-test.ts';
import type { Rulebook } from './rulebook.ts';

export interface Draft {
  /** The id that the draft must have; `null`: whichever it states. */
  id: string | null;
  /** As its file would state it; without a version it gets this one. */
  rule: unknown;
  /** `null`: there is none yet. */
  test: unknown;
  version: number;
}

export interface LintedDraft {
  /** `null` when it cannot be read as a rule. */
  rule: Rule | null;
  /** `null` when there is none, or it cannot be read as a test. */
  test: RuleTest | null;
  findings: Finding[];
}

/** A draft that came as JSON, and all that is wrong with it beside the rules of a rulebook; that it has no test is not. */
export function lintDraft({ id, rule, test, version }: Draft, rulebook: Rulebook): LintedDraft {
  const versioned =
    rule !== null && typeof rule === 'object' && !('version' in rule) ? { ...rule, version } : rule;
  const read = readRule(JSON.stringify(versioned));
  const readTest = test === null ? null : readRuleTest(JSON.stringify(test));
  const found = lintRule(versioned, test, rulebook).filter(
    ({ code }) => code !== 'missing-test' || test !== null,
  );
  if ('findings' in read) return { rule: null, test: null, findings: found };
  const { value } = read;
  const misplaced =
    id === null || value.id === id
      ? []
      : [finding('id-not-path', '/rule/id', `must be "${id}", as the path says`)];
  const outOfTurn =
    value.version === version
      ? []
      : [finding('version-not-next', '/rule/version', `must be ${version}, or left out`)];
  return {
    rule: value,
    test: readTest === null || 'findings' in readTest ? null : readTest.value,
    findings: [...misplaced, ...outOfTurn, ...found],
  };
}
