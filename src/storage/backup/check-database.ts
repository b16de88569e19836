import type Database from 'better-sqlite3';
import { CulpritError } from '../../lib/errors.ts';
import { type AppliedMigration, type Migration, pendingMigrations } from '../migrations.ts';

/** What a whole database holds. */
export interface Contents {
  cases: number;
  /** ISO 8601; `null`: there is no case. */
  newestCase: string | null;
}

/** The migrations that were applied; none in what is no database of culprit. */
export function appliedMigrations(database: Database.Database): AppliedMigration[] {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'applied_migrations'").get();
  if (table === undefined) return [];
  return database
    .prepare<[], AppliedMigration>('SELECT name, sha256 FROM applied_migrations ORDER BY name')
    .all();
}

/**
 * Reads all of a database. Throws `unavailable` with a sentence when it is not culprit's, not whole, or of a newer version;
 * one of an older version is as it should be.
 */
export function checkDatabase(database: Database.Database, files: readonly Migration[]): Contents {
  const applied = appliedMigrations(database);
  if (!applied.some(({ name }) => name === files[0]?.name))
    throw new CulpritError('unavailable', 'It is not a database of culprit.');
  pendingMigrations(files, applied);
  const damage = database.prepare<[], string>('PRAGMA integrity_check(1)').pluck().get();
  if (damage !== 'ok') throw new CulpritError('unavailable', `It is damaged: ${damage}.`);
  const broken = database.prepare<[], { table: string }>('PRAGMA foreign_key_check').get();
  if (broken !== undefined)
    throw new CulpritError(
      'unavailable',
      `It is not whole: a row of ${broken.table} names one that is not there.`,
    );
  const counted = database
    .prepare<[], Contents>('SELECT count(*) AS cases, max(opened_at) AS newestCase FROM cases')
    .get();
  return counted ?? { cases: 0, newestCase: null };
}
