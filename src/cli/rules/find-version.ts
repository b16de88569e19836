import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CulpritError } from '../../lib/errors.ts';
import type { RuleInContext } from '../../rulebook/diff-rules.ts';
import { readRulebookFiles } from '../../rulebook/load-rulebook.ts';
import { parseConditions, parseRule } from '../../rulebook/parse-rule.ts';
import { conditionFiles, fileOf } from '../../rulebook/rule-files.ts';
import { withStore } from '../with-store.ts';

/** Where `culprit rules diff` looks for a version of a rule. */
interface Search {
  id: string;
  /** The rules folder that is served: of what git and the database hold, too. */
  folder: string;
}

/**
 * A version by what names it: a number (in the configured database), a rule's file, a rules folder, or a git revision.
 * Throws `not-found` when there is no such version, `invalid-rule` when it cannot be read.
 */
export async function findVersion(name: string, search: Search): Promise<RuleInContext> {
  if (/^\d+$/.test(name)) return inDatabase(Number(name), search);
  if (!existsSync(name)) return inGit(name, search);
  return statSync(name).isDirectory()
    ? inFiles(readRulebookFiles(name), { ...search, where: name })
    : ofFile(name);
}

function inFiles(
  files: ReadonlyMap<string, string>,
  { id, where }: { id: string; where: string },
): RuleInContext {
  const text = files.get(fileOf(id));
  if (text === undefined) throw new CulpritError('not-found', `There is no ${fileOf(id)} in ${where}.`);
  const topics = conditionFiles(files).map((file) => parseConditions(files.get(file) ?? ''));
  return { rule: parseRule(text), conditions: Object.assign({}, ...topics) };
}

/** The shared conditions of a file are those of the folder around its family. */
function ofFile(path: string): RuleInContext {
  const folder = join(dirname(resolve(path)), '..', 'conditions');
  const topics = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const conditions = topics.map((file) => parseConditions(readFileSync(join(folder, file), 'utf8')));
  return { rule: parseRule(readFileSync(path, 'utf8')), conditions: Object.assign({}, ...conditions) };
}

function inGit(revision: string, { id, folder }: Search): RuleInContext {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  try {
    const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).trim();
    const listed = git('ls-tree', '--name-only', commit, 'conditions/', fileOf(id)).split('\n');
    const files = listed.filter((file) => file.endsWith('.json'));
    const texts = files.map((file) => [file, git('show', `${commit}:./${file}`)] as const);
    return inFiles(new Map(texts), { id, where: `${folder} at ${revision}` });
  } catch (cause) {
    if (cause instanceof CulpritError) throw cause;
    throw new CulpritError(
      'not-found',
      `"${revision}" is no file, no folder, no version number, and no git revision of ${folder}.`,
      { cause },
    );
  }
}

function inDatabase(version: number, { id }: Search): Promise<RuleInContext> {
  return withStore(async (store, database) => {
    const record = await store.findRuleVersion(id, version);
    if (record === null)
      throw new CulpritError('not-found', `There is no version ${version} of ${id} in ${database}.`);
    const activation = await store.newestActivation();
    const rulebook = activation === null ? null : await store.findRulebook(activation.digest);
    return { rule: record.rule, conditions: rulebook?.conditions ?? {} };
  });
}
