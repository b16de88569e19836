import { existsSync, realpathSync, statSync } from 'node:fs';
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
  refuseDatabase(file, databaseUrl === undefined ? database : null);
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

/**
 * A server that loses its file stops to serve, and the log of writes of the old file would be taken into the new one: whatever
 * `--force` says, a backup takes the place of a backup only.
 */
function refuseDatabase(file: string, source: string | null): void {
  const there = realPath(file);
  if (source !== null && there !== null && there === realPath(source))
    throw new CulpritError('conflict', `${file} is the database itself; a backup needs another file.`);
  if (existsSync(`${file}-wal`))
    throw new CulpritError('conflict', `${file} is a database in use: it has a log of writes (${file}-wal).`);
}

const realPath = (file: string): string | null => (existsSync(file) ? realpathSync(file) : null);
