import { join } from 'node:path';
import fc from 'fast-check';
import { compileRulebook } from '../../src/inference/compile-rulebook.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { CulpritError } from '../../src/lib/errors.ts';
import { assembleRulebook } from '../../src/rulebook/assemble-rulebook.ts';
import { diffRules } from '../../src/rulebook/diff-rules.ts';
import { isError } from '../../src/rulebook/finding.ts';
import { formatFile } from '../../src/rulebook/format-file.ts';
import { lintDraft } from '../../src/rulebook/lint-draft.ts';
import { lintRules } from '../../src/rulebook/lint-rules.ts';
import { loadRulebook, readRulebookFiles } from '../../src/rulebook/load-rulebook.ts';
import { checkLock, emptyLock, LOCK_FILE, nextLock, parseLock } from '../../src/rulebook/lock.ts';
import { parseStrictJson } from '../../src/rulebook/strict-json.ts';
import { exampleTest, provableRule } from '../example-rule.ts';
import { root } from '../run-culprit.ts';
import { requireNone } from './faults.ts';
import { hostileJson, hostileWord } from './hostile.ts';
import { mutatedJson } from './mutated-json.ts';
import { mutatedText } from './mutated-text.ts';
import { named } from './target.ts';

/** Files of a rules folder as path and text. */
type Input = [path: string, text: string][];

const folder = join(root, 'rules');
const files = readRulebookFiles(folder);
const rulebook = loadRulebook(folder);

const jsonOf = (text: string | undefined): unknown => JSON.parse(text ?? 'null');
/** Beside the repository's own: a rule that loads alone, so that what a change breaks is the change's doing. */
const pairs: [unknown, unknown][] = [
  [provableRule, exampleTest],
  ...[...files.keys()]
    .filter((path) => path.endsWith('.test.json'))
    .map((path): [unknown, unknown] => [
      jsonOf(files.get(path.replace('.test.json', '.json'))),
      jsonOf(files.get(path)),
    ]),
];
const conditions = [...files].filter(([path]) => path.startsWith('conditions/'));
const locks = [nextLock(emptyLock, rulebook), emptyLock];

/** A document as a file states it: mostly JSON, sometimes not quite. */
const fileOf = (documents: readonly unknown[]): fc.Arbitrary<string> => {
  const document = fc.constantFrom(...documents);
  return fc.oneof(
    { weight: 4, arbitrary: mutatedJson(document).map((value) => JSON.stringify(value, null, 2)) },
    { weight: 2, arbitrary: document.map((value) => JSON.stringify(value)) },
    {
      weight: 2,
      arbitrary: mutatedText(documents.slice(0, 20).map((value) => JSON.stringify(value, null, 1))),
    },
    { weight: 1, arbitrary: hostileJson.map((value) => JSON.stringify(value)) },
  );
};

const small = pairs.slice(0, 1);
const inputs: fc.Arbitrary<Input> = fc
  .tuple(
    fc.oneof(
      fc.constant('host/forwarding-off'),
      hostileWord.map((word) => `host/${word}`),
    ),
    fc.oneof(fileOf(small.map(([rule]) => rule)), fileOf(pairs.map(([rule]) => rule))),
    fc.oneof(fileOf(small.map(([, test]) => test)), fileOf(pairs.map(([, test]) => test))),
    fc.option(fileOf(conditions.map(([, text]) => jsonOf(text)))),
    fc.option(fileOf(locks)),
  )
  .map(([path, rule, test, shared, lock]) => [
    [`${path}.json`, rule],
    [`${path}.test.json`, test],
    ...(shared === null ? conditions : ([['conditions/shared.json', shared]] satisfies Input)),
    ...(lock === null ? [] : ([[LOCK_FILE, lock]] satisfies Input)),
  ]);

/** Rule files as a stranger may write them: each fault is a finding with its place, and what passes loads and stays the same. */
export const rulesTarget = named<Input>('rules', (tally) => ({
  inputs,
  check: (input) => {
    const given = new Map(input);
    for (const [, text] of input) checkText(text);
    const findings = lintRules(given);
    requireNone('lint finds', placeless(findings, given));
    const broken = findings.filter(isError);
    tally.count('files', broken[0]?.code ?? 'sound');
    if (!loads(given) && broken.length === 0)
      throw new Error('lint finds no error, and the files do not load');
    const [rule, test] = input.slice(0, 2).map(([, text]) => readValue(text));
    const linted = lintDraft({ id: null, rule, test: test ?? null, version: 1 }, rulebook);
    if (linted.rule === null && linted.findings.length === 0)
      throw new Error('a draft is no rule, and nothing says why');
    JSON.stringify(linted.findings);
  },
}));

function checkText(text: string): void {
  const read = parseStrictJson(text, { maxBytes: 1_000_000, maxDepth: 100 });
  if ('finding' in read) return;
  if (canonicalJson(read.value) !== canonicalJson(JSON.parse(text)))
    throw new Error('the strict reader reads another value');
  const formatted = formatFile(text);
  if (formatFile(formatted) !== formatted) throw new Error('a formatted file is formatted otherwise');
  if (canonicalJson(jsonOf(formatted)) !== canonicalJson(read.value))
    throw new Error('formatting changes what a file says');
}

const placeless = (findings: ReturnType<typeof lintRules>, given: ReadonlyMap<string, string>): string[] =>
  findings
    .filter(({ file = '', line = 0, column = 0 }) => {
      const lines = (given.get(file) ?? '').split('\n').length;
      return (
        !(given.has(file) || file === LOCK_FILE || file === '') ||
        (given.has(file) && !(1 <= line && line <= lines && column >= 1))
      );
    })
    .map(({ code, file, line, column }) => `${code} in ${file}:${line}:${column}`);

/** Whether files load, whatever their lock says; what loads can be compiled, locked and compared with itself. */
function loads(given: ReadonlyMap<string, string>): boolean {
  try {
    const { rulebook: made } = assembleRulebook(given);
    compileRulebook(made);
    const lock = parseLock(JSON.stringify(nextLock(emptyLock, made)));
    const breaches = checkLock(lock, made).map(({ message }) => message);
    requireNone('a lock of what it locks', breaches);
    for (const rule of made.rules) {
      const context = { rule, conditions: made.conditions };
      if (!diffRules(context, context).isSame) throw new Error(`${rule.id} differs from itself`);
    }
    return true;
  } catch (error) {
    if (error instanceof CulpritError && error.code === 'invalid-rulebook') return false;
    throw error;
  }
}

function readValue(text: string): unknown {
  const read = parseStrictJson(text, { maxBytes: 1_000_000, maxDepth: 30 });
  return 'value' in read ? read.value : null;
}
