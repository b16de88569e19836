import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleRulebook } from './assemble-rulebook.ts';
import { readRulebookFiles } from './load-rulebook.ts';
import { emptyLock, LOCK_FILE, type LockedRule, nextLock, parseLock, retireRule } from './lock.ts';
import { schemaFiles } from './schema-files.ts';

/** A rule to take out of use; its files are to be deleted before. */
export interface Retirement {
  id: string;
  retired: NonNullable<LockedRule['retired']>;
}

/**
 * Brings a rules folder's lock and its schemas for editors up to date. Throws `invalid-rulebook`, and writes
 * nothing, when a locked version's content changed, a version went back, or a rule is gone without being retired.
 */
export function writeLock(folder: string, retirement: Retirement | null = null): void {
  const files = readRulebookFiles(folder);
  const { rulebook } = assembleRulebook(files);
  const content = files.get(LOCK_FILE);
  const current = content === undefined ? emptyLock : parseLock(content);
  const lock = retirement === null ? current : retireRule(current, retirement.id, retirement.retired);
  const written = { ...schemaFiles(), [LOCK_FILE]: `${JSON.stringify(nextLock(lock, rulebook), null, 2)}\n` };
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
}
