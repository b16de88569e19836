import { CulpritError, type ErrorDetail } from '../lib/errors.ts';
import { checkConsequences } from './check-consequences.ts';
import { checkRule } from './check-rule.ts';
import { checkRuleTest } from './check-rule-test.ts';
import { checkSharedConditions } from './check-shared-conditions.ts';
import { rulebookDigest } from './digest.ts';
import { parseConditions, parseRule, parseRuleTest } from './parse-rule.ts';
import type { Rule, SharedCondition } from './rule.ts';
import type { RuleTest } from './rule-test.ts';
import type { Rulebook } from './rulebook.ts';

const CONDITIONS_FOLDER = 'conditions/';
const TEST = '.test.json';

/** A rulebook, and the tests that stand beside its rules. */
export interface TestedRulebook {
  rulebook: Rulebook;
  /** By rule id. */
  tests: ReadonlyMap<string, RuleTest>;
}

/**
 * Makes a rulebook of files, by their path within the folder (`host/clock-skew.json`).
 * Throws one `invalid-rulebook` that lists every finding; its pointers read `file#/json/pointer`.
 */
export function assembleRulebook(files: ReadonlyMap<string, string>): TestedRulebook {
  const findings: ErrorDetail[] = [];
  const read = <T>(file: string, parse: (text: string) => T): T | null => {
    try {
      return parse(files.get(file) ?? '');
    } catch (error) {
      if (!(error instanceof CulpritError)) throw error;
      findings.push(...inFile(file, error.details));
      return null;
    }
  };
  const topics = conditionFiles(files).map((file) => ({ file, own: read(file, parseConditions) ?? {} }));
  const conditions: Record<string, SharedCondition> = Object.assign({}, ...topics.map(({ own }) => own));
  for (const { file, own } of topics) findings.push(...inFile(file, checkSharedConditions(own, conditions)));
  findings.push(...definedTwice(topics));
  const rules = ruleFiles(files).flatMap((file) => {
    const rule = read(file, parseRule);
    if (rule !== null) findings.push(...inFile(file, checkPlaced(rule, { file, conditions })));
    return rule === null ? [] : [rule];
  });
  for (const [id, details] of checkConsequences(rules)) findings.push(...inFile(fileOf(id), details));
  const tests = new Map<string, RuleTest>();
  const ids = new Set(ruleFiles(files).map(idOf));
  const signals = new Map(rules.map(signalIds));
  for (const file of ruleFiles(files)) {
    const beside = file.replace(/\.json$/, TEST);
    const test = files.has(beside) ? read(beside, parseRuleTest) : missingTest(file, findings);
    if (test === null) continue;
    const tested = { rule: idOf(file), ids, signals: signals.get(idOf(file)) ?? null };
    findings.push(...inFile(beside, checkRuleTest(test, tested)));
    tests.set(idOf(file), test);
  }
  findings.push(...strayFiles(files));
  if (findings.length > 0) throw invalid(findings);
  return { rulebook: { digest: rulebookDigest(rules, conditions), rules, conditions }, tests };
}

const ruleFiles = (files: ReadonlyMap<string, string>): string[] =>
  [...files.keys()]
    .filter((file) => /^[^/]+\/[^/]+\.json$/.test(file) && !file.endsWith(TEST))
    .filter((file) => !file.startsWith(CONDITIONS_FOLDER))
    .sort();

const conditionFiles = (files: ReadonlyMap<string, string>): string[] =>
  [...files.keys()].filter((file) => file.startsWith(CONDITIONS_FOLDER)).sort();

function definedTwice(
  topics: readonly { file: string; own: Readonly<Record<string, SharedCondition>> }[],
): ErrorDetail[] {
  const names = topics.flatMap(({ file, own }) => Object.keys(own).map((name) => ({ file, name })));
  const first = new Map(names.toReversed().map(({ file, name }) => [name, file]));
  return names
    .filter(({ file, name }) => first.get(name) !== file)
    .map(({ file, name }) => ({
      pointer: `${file}#/${name}`,
      message: `is defined in ${first.get(name)} already`,
    }));
}

/** `host/clock-skew.json` holds `host.clock-skew`. */
const idOf = (file: string): string => file.replace(/\.json$/, '').replace('/', '.');
export const fileOf = (id: string): string => `${id.replace('.', '/')}.json`;

function checkPlaced(
  rule: Rule,
  { file, conditions }: { file: string; conditions: Readonly<Record<string, SharedCondition>> },
): ErrorDetail[] {
  const misplaced =
    rule.id === idOf(file)
      ? []
      : [{ pointer: '/id', message: `must be "${idOf(file)}", as the file is named` }];
  return [...misplaced, ...checkRule(rule, conditions)];
}

function missingTest(file: string, findings: ErrorDetail[]): null {
  findings.push({ pointer: `${file}#`, message: `has no test: ${file.replace(/\.json$/, TEST)} is missing` });
  return null;
}

function strayFiles(files: ReadonlyMap<string, string>): ErrorDetail[] {
  return [...files.keys()].flatMap((file) => {
    if (file.split('/').length > 2)
      return [{ pointer: `${file}#`, message: 'is too deep: rules are family/cause.json' }];
    return file.endsWith(TEST) && !files.has(file.replace(/\.test\.json$/, '.json'))
      ? [{ pointer: `${file}#`, message: 'tests a rule that is not there' }]
      : [];
  });
}

const signalIds = ({ id, signals }: Rule): [string, ReadonlySet<string>] => [
  id,
  new Set(signals.map((signal) => signal.id)),
];

const inFile = (file: string, details: readonly ErrorDetail[]): ErrorDetail[] =>
  details.map(({ pointer, message }) => ({ pointer: `${file}#${pointer}`, message }));

function invalid(findings: readonly ErrorDetail[]): CulpritError {
  const lines = findings.map(({ pointer, message }) => `  ${pointer}: ${message}`);
  return new CulpritError('invalid-rulebook', `the rulebook does not load:\n${lines.join('\n')}`, {
    details: findings,
  });
}
