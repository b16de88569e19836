import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { CulpritError } from '../../lib/errors.ts';

/** For how long a copy waits for a write of another process. */
const BUSY_MILLISECONDS = 5000;

/** What went wrong, as the driver or the system says it. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

/**
 * Works on an existing SQLite file as it stands: nothing is migrated, and no setting of it changes.
 * Rejects with `unavailable` and `name`, under which the file is known, when it cannot be opened, and with what `work` rejects with.
 */
export async function withSqlite<T>(
  file: string,
  work: (database: Database.Database) => T | Promise<T>,
  { name = file }: { name?: string } = {},
): Promise<T> {
  const database = openPlain(file);
  try {
    return await work(database);
  } catch (error) {
    if (error instanceof CulpritError)
      throw new CulpritError(error.code, `${name} cannot be used. ${error.message}`, { cause: error });
    throw new CulpritError('unavailable', `${name} cannot be used: ${reasonOf(error)}.`, { cause: error });
  } finally {
    database.close();
  }
}

function openPlain(file: string): Database.Database {
  try {
    return new Database(file, { fileMustExist: true, timeout: BUSY_MILLISECONDS });
  } catch (cause) {
    throw new CulpritError('unavailable', `${file} cannot be opened: ${reasonOf(cause)}.`, { cause });
  }
}

/**
 * Copies a database, as it is at one moment, into a file that is there and empty. In one step: a write of another process
 * would make the copy begin anew, and under load it would never end. Writers do not wait meanwhile.
 */
export async function copySqlite(from: string, to: string): Promise<void> {
  await withSqlite(from, (database) => database.backup(to, { progress: () => ALL_PAGES }));
  // The copy is one file, which needs no log beside it.
  await withSqlite(to, (database) => database.pragma('journal_mode = DELETE'));
  for (const rest of ['-wal', '-shm']) rmSync(`${to}${rest}`, { force: true });
}

const ALL_PAGES = 2 ** 31 - 1;
