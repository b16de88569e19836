import { CulpritError } from '../lib/errors.ts';
import { checkConditionLogic } from './check-logic.ts';
import { checkDuplicateCauses } from './check-repeats.ts';
import { checkSecrets } from './check-secrets.ts';
import { type Finding, finding, inFile } from './finding.ts';
import { type InspectedFiles, inspectFiles } from './inspect-files.ts';
import { lintMeaning } from './lint-meaning.ts';
import { locatorOf } from './locate.ts';
import { checkLock, LOCK_FILE, parseLock } from './lock.ts';
import { parseConditions } from './parse-rule.ts';
import { conditionFiles, fileOf } from './rule-files.ts';
import { parseStrictJson } from './strict-json.ts';

type Files = ReadonlyMap<string, string>;

/**
 * Everything that is wrong with the files of a rules folder, by their path within it, errors and warnings; each with the
 * line and column to go to, by file and line.
 */
export function lintRules(files: Files): Finding[] {
  const inspected = inspectFiles(files);
  const found = [
    ...inspected.findings,
    ...meaningFindings(files, inspected),
    ...lockFindings(files, inspected),
    ...secretFindings(files),
  ];
  return located(found, files).sort(byPlace);
}

/** Only of files that load: what contradicts itself there is meant so. */
function meaningFindings(files: Files, { rules, conditions, findings }: InspectedFiles): Finding[] {
  const broken = new Set(findings.map(({ file }) => file));
  const sound = rules.filter(({ id }) => files.has(fileOf(id)) && !broken.has(fileOf(id)));
  const duplicates = checkDuplicateCauses(sound, conditions);
  const topics = conditionFiles(files).filter((file) => !broken.has(file));
  return [
    ...sound.flatMap((rule) =>
      inFile(fileOf(rule.id), [...lintMeaning(rule, conditions), ...(duplicates.get(rule.id) ?? [])]),
    ),
    ...topics.flatMap((file) =>
      inFile(file, checkConditionLogic(parseConditions(files.get(file) ?? ''), conditions)),
    ),
  ];
}

function secretFindings(files: Files): Finding[] {
  return [...files].flatMap(([file, text]) => {
    const parsed = parseStrictJson(text, { maxBytes: text.length * 4, maxDepth: 40 });
    return 'value' in parsed ? inFile(file, checkSecrets(parsed.value)) : [];
  });
}

function lockFindings(files: Files, { rules, conditions, findings }: InspectedFiles): Finding[] {
  const text = files.get(LOCK_FILE);
  if (text === undefined) return [];
  const broken = new Set(findings.map(({ file }) => file));
  // What a rule's content is, shared conditions say too.
  const isContentKnown = !conditionFiles(files).some((file) => broken.has(file));
  try {
    return checkLock(parseLock(text), { rules, conditions })
      .filter(({ code }) => code !== 'content-changed' || isContentKnown)
      .filter(({ code, pointer }) => code !== 'rule-gone' || !files.has(fileOf(ruleOf(pointer))))
      .map((one) => atRule(one, files));
  } catch (error) {
    if (!(error instanceof CulpritError)) throw error;
    return error.details.map(({ pointer, message }) => ({
      ...finding('broken-lock', pointer, message),
      file: LOCK_FILE,
    }));
  }
}

/** `/rules/host.clock-skew/version` is about `host.clock-skew`. */
const ruleOf = (pointer: string): string => pointer.split('/')[2] ?? '';

/** A promise that is broken is mended in the rule; all else is the lock's. */
function atRule(one: Finding, files: Files): Finding {
  const file = fileOf(ruleOf(one.pointer));
  if (one.code === 'lock-outdated' || !files.has(file)) return { ...one, file: LOCK_FILE };
  return { ...one, file, pointer: one.code === 'retired-id' ? '/id' : '/version' };
}

function located(findings: readonly Finding[], files: Files): Finding[] {
  const locators = new Map<string, ReturnType<typeof locatorOf>>();
  return findings.map((one) => {
    if (one.line !== undefined || one.file === undefined) return one;
    const locator = locators.get(one.file) ?? locatorOf(files.get(one.file) ?? '');
    locators.set(one.file, locator);
    return { ...one, ...locator(one.pointer) };
  });
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return (a.file ?? '') < (b.file ?? '') ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || (a.code < b.code ? -1 : 1);
}
