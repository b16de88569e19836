import { checkConsequences } from './check-consequences.ts';
import { checkDuplicateCauses } from './check-repeats.ts';
import { checkRule } from './check-rule.ts';
import { checkRuleTest, signalIds } from './check-rule-test.ts';
import { checkSecrets } from './check-secrets.ts';
import { type Finding, finding } from './finding.ts';
import { lintMeaning } from './lint-meaning.ts';
import { readRule, readRuleTest } from './parse-rule.ts';
import type { Rule } from './rule.ts';
import type { Rulebook } from './rulebook.ts';

/**
 * Everything that is wrong with one rule and its test as JSON values, against the shared conditions and the other rules
 * of a rulebook, in which it would take the place of the rule of its id. Pointers begin with `/rule` or `/test`.
 * A test that is `null` is missing.
 */
export function lintRule(rule: unknown, test: unknown, rulebook: Rulebook): Finding[] {
  return [
    ...lintParts(rule, test, rulebook),
    ...under('/rule', checkSecrets(rule)),
    ...under('/test', checkSecrets(test)),
  ];
}

function lintParts(rule: unknown, test: unknown, rulebook: Rulebook): Finding[] {
  const read = readRule(asText(rule));
  if ('findings' in read) return [...under('/rule', read.findings), ...under('/test', lintTest(test, null))];
  const rules = [...rulebook.rules.filter(({ id }) => id !== read.value.id), read.value];
  return [
    ...under('/rule', lintAmong(read.value, { ...rulebook, rules })),
    ...under(
      '/test',
      lintTest(test, {
        rule: read.value.id,
        ids: new Set(rules.map(({ id }) => id)),
        signals: signalIds(read.value),
      }),
    ),
  ];
}

function lintAmong(rule: Rule, { rules, conditions }: Pick<Rulebook, 'rules' | 'conditions'>): Finding[] {
  const findings = [...checkRule(rule, conditions), ...(checkConsequences(rules).get(rule.id) ?? [])];
  if (findings.length > 0) return findings;
  return [...lintMeaning(rule, conditions), ...(checkDuplicateCauses(rules, conditions).get(rule.id) ?? [])];
}

function lintTest(test: unknown, about: Parameters<typeof checkRuleTest>[1] | null): readonly Finding[] {
  if (test === null || test === undefined)
    return [finding('missing-test', '', 'there is no test: a rule is published with one')];
  const read = readRuleTest(asText(test));
  if ('findings' in read) return read.findings;
  return about === null ? [] : checkRuleTest(read.value, about);
}

/** What came as JSON is read once more as a file would be: with the same bounds, and nothing that only objects have. */
const asText = (value: unknown): string => JSON.stringify(value) ?? '';

/** The place in a text that nobody wrote says nothing. */
const under = (parent: string, findings: readonly Finding[]): Finding[] =>
  findings.map(({ line: _line, column: _column, ...one }) => ({ ...one, pointer: parent + one.pointer }));
