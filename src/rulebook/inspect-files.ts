import { checkConsequences } from './check-consequences.ts';
import { checkRule } from './check-rule.ts';
import { checkRuleTest, signalIds } from './check-rule-test.ts';
import { checkSharedConditions } from './check-shared-conditions.ts';
import { type Finding, finding, inFile } from './finding.ts';
import { type Read, readConditions, readRule, readRuleTest } from './parse-rule.ts';
import type { Rule, SharedCondition } from './rule.ts';
import { conditionFiles, fileOf, idOf, ruleFiles, strayFiles, testOf } from './rule-files.ts';
import type { RuleTest } from './rule-test.ts';
import { parseStrictJson } from './strict-json.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** What a folder's files hold as far as it can be read, and what is wrong with them. */
export interface InspectedFiles {
  rules: readonly Rule[];
  conditions: SharedConditions;
  /** By rule id. */
  tests: ReadonlyMap<string, RuleTest>;
  /** By file; each keeps the rulebook from loading. */
  findings: readonly Finding[];
}

/** Reads and checks the files of a rules folder, by their path within it (`host/clock-skew.json`). */
export function inspectFiles(files: ReadonlyMap<string, string>): InspectedFiles {
  const findings: Finding[] = [];
  const read = <T>(file: string, reader: (text: string) => Read<T>): T | null => {
    const found = reader(files.get(file) ?? '');
    if ('value' in found) return found.value;
    findings.push(...inFile(file, found.findings));
    return null;
  };
  const topics = conditionFiles(files).map((file) => ({ file, own: read(file, readConditions) }));
  const unread = topics.filter(({ own }) => own === null).map(({ file }) => namesIn(files.get(file) ?? ''));
  const conditions: SharedConditions = Object.assign({}, ...unread, ...topics.map(({ own }) => own));
  for (const { file, own } of topics)
    findings.push(...inFile(file, checkSharedConditions(own ?? {}, conditions)));
  findings.push(...definedTwice(topics));
  /** By rule id: the file's name may say another one. */
  const placed = new Map<string, string>();
  const rules = ruleFiles(files).flatMap((file) => {
    const rule = read(file, readRule);
    if (rule === null) return [];
    findings.push(...inFile(file, [...misplaced(rule, file), ...checkRule(rule, conditions)]));
    placed.set(rule.id, file);
    return rule;
  });
  for (const [id, own] of checkConsequences(rules))
    findings.push(...inFile(placed.get(id) ?? fileOf(id), own));
  const tests = new Map<string, RuleTest>();
  const ids = new Set(ruleFiles(files).map(idOf));
  const signals = new Map(rules.map((rule) => [rule.id, signalIds(rule)]));
  for (const file of ruleFiles(files)) {
    if (!files.has(testOf(file))) findings.push(withoutTest(file));
    const test = files.has(testOf(file)) ? read(testOf(file), readRuleTest) : null;
    if (test === null) continue;
    const tested = { rule: idOf(file), ids, signals: signals.get(idOf(file)) ?? null };
    findings.push(...inFile(testOf(file), checkRuleTest(test, tested)));
    tests.set(idOf(file), test);
  }
  return { rules, conditions, tests, findings: [...findings, ...strayFiles(files)] };
}

/**
 * The names of a file of shared conditions that says something wrong: who refers to them is right. Each stands for itself, of
 * which the checks know that nothing is known.
 */
function namesIn(text: string): SharedConditions {
  const parsed = parseStrictJson(text, { maxBytes: text.length * 4, maxDepth: 40 });
  const names = 'value' in parsed && parsed.value !== null ? Object.keys(Object(parsed.value)) : [];
  return Object.fromEntries(names.map((name) => [name, { title: name, when: { condition: name } }]));
}

function definedTwice(topics: readonly { file: string; own: SharedConditions | null }[]): Finding[] {
  const names = topics.flatMap(({ file, own }) => Object.keys(own ?? {}).map((name) => ({ file, name })));
  const first = new Map(names.toReversed().map(({ file, name }) => [name, file]));
  return names
    .filter(({ file, name }) => first.get(name) !== file)
    .map(({ file, name }) => ({
      ...finding('condition-defined-twice', `/${name}`, `is defined in ${first.get(name)} already`),
      file,
    }));
}

const misplaced = ({ id }: Rule, file: string): Finding[] =>
  id === idOf(file)
    ? []
    : [finding('misplaced-rule', '/id', `must be "${idOf(file)}", as the file is named`)];

const withoutTest = (file: string): Finding => ({
  ...finding('missing-test', '', `has no test: ${testOf(file)} is missing`),
  file,
});
