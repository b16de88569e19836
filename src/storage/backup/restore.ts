import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Clock, monotonicMilliseconds, systemClock } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import { packageRoot } from '../../lib/package-root.ts';
import { readMigrations } from '../migrations.ts';
import type { Place } from './back-up.ts';
import type { Contents } from './check-database.ts';
import { copyToPostgres } from './copy-to-postgres.ts';
import { copySqlite, reasonOf, withSqlite } from './plain-sqlite.ts';
import { prepareCopy } from './prepare-copy.ts';
import { takePlace } from './take-place.ts';
import { writeWhole } from './whole-file.ts';

export interface RestoreReport extends Contents {
  /** Where the database that was there before is now; `null`: there was none. */
  kept: string | null;
  /** What brought the tables up to date. */
  migrations: readonly string[];
  milliseconds: number;
}

type Restored = Omit<RestoreReport, 'milliseconds'>;

interface Given {
  clock: Clock;
  migrations: string;
}

/**
 * Puts a backup in the place of the database, its tables up to date. Checks the file whole first, and changes nothing when it
 * rejects: with `unavailable` (not culprit's, damaged, of a newer version), or `conflict` (a process uses the database; a PostgreSQL
 * database that has tables already).
 */
export async function restore(file: string, to: Place): Promise<RestoreReport> {
  const { database, databaseUrl, clock = systemClock, migrations = join(packageRoot(), 'migrations') } = to;
  const started = monotonicMilliseconds();
  const restored = await (databaseUrl === undefined
    ? restoreFile(file, database, { clock, migrations })
    : restorePostgres(file, databaseUrl, { clock, migrations })
  ).catch((error: unknown) => {
    if (error instanceof CulpritError) throw error;
    throw new CulpritError('unavailable', `${file} cannot be restored: ${reasonOf(error)}.`, {
      cause: error,
    });
  });
  return { ...restored, milliseconds: Math.round(monotonicMilliseconds() - started) };
}

async function restoreFile(file: string, database: string, given: Given): Promise<Restored> {
  if (database === ':memory:')
    throw new CulpritError('invalid-setting', 'CULPRIT_DATABASE is ":memory:", which ends with its process.');
  mkdirSync(dirname(database), { recursive: true });
  const target = existsSync(database) ? realpathSync(database) : database;
  const time = given.clock.now().toISOString().replaceAll(/[-:.]/g, '');
  // A log without its file counts: the new file must not find it.
  const isThere = ['', '-wal'].some((end) => existsSync(`${target}${end}`));
  const kept = isThere ? `${target}.before-restore-${time}` : null;
  const write = async (part: string) => {
    await copySqlite(file, part);
    return withSqlite(part, (copy) => prepareCopy(copy, given), { name: file });
  };
  const place = (part: string) =>
    kept === null ? renameSync(part, target) : takePlace(part, { file: target, kept });
  return { ...(await writeWhole(target, write, place)), kept };
}

/** The copy that is brought up to date is a temporary file. */
async function restorePostgres(file: string, url: string, given: Given): Promise<Restored> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-restore-'));
  try {
    const copy = join(folder, 'copy.db');
    const files = readMigrations(join(given.migrations, 'postgres'));
    const prepared = await writeWhole(copy, async (part) => {
      await copySqlite(file, part);
      return withSqlite(part, (database) => prepareCopy(database, given), { name: file });
    });
    await withSqlite(copy, (from) => copyToPostgres(from, url, { files, now: given.clock.now() }));
    return { ...prepared, kept: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
