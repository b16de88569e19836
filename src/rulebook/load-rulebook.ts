import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { CulpritError } from '../lib/errors.ts';
import { assembleRulebook, type TestedRulebook } from './assemble-rulebook.ts';
import { emptyLock, findBreaches, LOCK_FILE, type LockedRule, parseLock, type RulesLock } from './lock.ts';
import { fileOf } from './rule-files.ts';
import type { Rulebook } from './rulebook.ts';

export interface PublishedRules extends TestedRulebook {
  /** By rule id, as the lock says. */
  retired: Readonly<Record<string, NonNullable<LockedRule['retired']>>>;
}

/**
 * The rulebook of a folder. Throws one `invalid-rulebook` with all findings, by file and JSON pointer; and when there
 * is no rule, or the folder's lock says that published rules are others. Without a lock, nothing was published.
 */
export const loadRulebook = (folder: string): Rulebook => loadPublishedRules(folder).rulebook;

/** The rulebook of a folder with its tests and its retired ids. Throws as `loadRulebook` does. */
export function loadPublishedRules(folder: string): PublishedRules {
  const files = readRulebookFiles(folder);
  const { rulebook, tests } = assembleRulebook(files);
  if (rulebook.rules.length === 0)
    throw new CulpritError(
      'invalid-rulebook',
      `there is no rule in "${folder}": rules are family/cause.json`,
    );
  const text = files.get(LOCK_FILE);
  const lock = text === undefined ? emptyLock : parseLock(text);
  if (text !== undefined) requireLocked(lock, { rulebook, folder });
  const retired = Object.entries(lock.rules).flatMap(([id, locked]) =>
    locked.retired === undefined ? [] : [[id, locked.retired] as const],
  );
  return { rulebook, tests, retired: Object.fromEntries(retired) };
}

function requireLocked(lock: RulesLock, { rulebook, folder }: { rulebook: Rulebook; folder: string }): void {
  const lines = findBreaches(lock, rulebook).map(({ rule, message }) => `  ${fileOf(rule)}: ${message}`);
  if (lines.length === 0) return;
  throw new CulpritError(
    'invalid-rulebook',
    `the rulebook in "${folder}" breaks ${LOCK_FILE}; mend it, then run culprit rules lock:\n${lines.join('\n')}`,
  );
}

/** Whether the folder says what was published of its rules. */
export const hasLock = (folder: string): boolean => existsSync(join(folder, LOCK_FILE));

/** The rulebook of a folder, whatever its lock says, and the tests beside its rules. Throws for what is wrong in them. */
export const loadTestedRulebook = (folder: string): TestedRulebook =>
  assembleRulebook(readRulebookFiles(folder));

/** The JSON files of a folder and their texts, by path within it, with `/` on every system. A pipe would never end. */
export function readRulebookFiles(folder: string): Map<string, string> {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json') && statSync(join(folder, path)).isFile())
      .sort();
    return new Map(
      paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
    );
  } catch (cause) {
    throw new CulpritError('invalid-rulebook', `cannot read the rulebook in "${folder}"`, { cause });
  }
}
