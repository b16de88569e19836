import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CulpritError } from '../lib/errors.ts';
import { sha256 } from '../lib/ids.ts';

/** One file of migrations/<dialect>/. */
export interface Migration {
  /** The file's name; names sort in the order of application. */
  name: string;
  sha256: string;
  sql: string;
}

export type AppliedMigration = Pick<Migration, 'name' | 'sha256'>;

/** A folder's migrations in order. Line ends don't count: a checkout may change them. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return { name, sha256: sha256(sql), sql };
    });
}

/**
 * The migrations that a database still needs. Throws `unavailable` when what was applied to it is not what the
 * files say: then its tables are not what the code expects.
 */
export function pendingMigrations(
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  for (const { name, sha256: hash } of applied) {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined)
      throw new CulpritError(
        'unavailable',
        `The database has migration ${name}, which this version does not know: it was used with a newer version.`,
      );
    if (file.sha256 !== hash)
      throw new CulpritError(
        'unavailable',
        `Migration ${name} was changed after it had been applied to the database: restore it, and put the change into a new file.`,
      );
  }
  const names = new Set(applied.map(({ name }) => name));
  return files.filter(({ name }) => !names.has(name));
}
