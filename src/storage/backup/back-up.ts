import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, monotonicMilliseconds, systemClock } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import { packageRoot } from '../../lib/package-root.ts';
import { readMigrations } from '../migrations.ts';
import { type Contents, checkDatabase } from './check-database.ts';
import { copyFromPostgres } from './copy-from-postgres.ts';
import { copySqlite, reasonOf, withSqlite } from './plain-sqlite.ts';
import { writeWhole } from './whole-file.ts';

export interface Place {
  /** A SQLite file. */
  database: string;
  /** A PostgreSQL address; takes the place of the file. */
  databaseUrl?: string | undefined;
  clock?: Clock;
  /** The folder that holds a folder of migrations for each kind of database. */
  migrations?: string;
}

export interface BackupReport extends Contents {
  file: string;
  bytes: number;
  milliseconds: number;
}

/**
 * Copies the database, as it is at one moment, into a SQLite file, while servers write to it; then reads the copy whole. A copy of
 * a PostgreSQL database is such a file, too. Rejects with `conflict` when there is a file of that name (unless `force`), and with
 * `unavailable` and the reason; then there is no new file.
 */
export async function backUp(
  from: Place,
  { file, force }: { file: string; force: boolean },
): Promise<BackupReport> {
  const { database, databaseUrl, clock = systemClock, migrations = join(packageRoot(), 'migrations') } = from;
  const started = monotonicMilliseconds();
  if (databaseUrl === undefined && database === ':memory:')
    throw new CulpritError(
      'invalid-setting',
      'CULPRIT_DATABASE is ":memory:", which no other process can read.',
    );
  if (!force && existsSync(file))
    throw new CulpritError('conflict', `There is a file ${file} already; --force replaces it.`);
  const copy = async (part: string): Promise<Contents> => {
    if (databaseUrl === undefined) await copySqlite(database, part);
    else await withSqlite(part, (to) => copyFromPostgres(databaseUrl, to, { migrations, now: clock.now() }));
    return withSqlite(part, (written) => checkDatabase(written, readMigrations(join(migrations, 'sqlite'))));
  };
  const contents = await writeWhole(file, copy).catch((error: unknown) => {
    if (error instanceof CulpritError) throw error;
    throw new CulpritError('unavailable', `${file} cannot be written: ${reasonOf(error)}.`, { cause: error });
  });
  return {
    file,
    bytes: statSync(file).size,
    ...contents,
    milliseconds: Math.round(monotonicMilliseconds() - started),
  };
}
