import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { systemClock } from '../../lib/clock.ts';
import { packageRoot } from '../../lib/package-root.ts';
import { appliedMigrations } from '../backup/check-database.ts';
import { readMigrations } from '../migrations.ts';
import { GroupCommit } from '../sqlite/group-commit.ts';
import { sqliteAccess } from '../sqlite/sqlite-access.ts';
import { readerOf, sqliteReads } from '../sqlite/sqlite-reads.ts';
import { sqliteRuleReads } from '../sqlite/sqlite-rules.ts';
import { prepareStatements } from '../sqlite/statements.ts';
import { type MigrationState, migrationStateOf, type ReadStore } from './read-store.ts';

export interface SqliteState {
  journalMode: string;
  /** What `quick_check` finds; nothing in a whole file. */
  damage: readonly string[];
  /** A table whose rows name rows that are not there; `null`: there is none. */
  brokenTable: string | null;
  migrations: MigrationState;
}

const BUSY_MILLISECONDS = 2000;

/**
 * Lets `work` ask a SQLite file that is there; nothing that is stored changes by it. Rejects with SQLite's own error.
 * A log that is there stays as it is (`readonly`); where there is none, the one that SQLite needs is gone at the end.
 */
export async function withSqliteReader<T>(
  file: string,
  work: (reader: { state: () => SqliteState; store: () => ReadStore }) => Promise<T>,
): Promise<T> {
  const readonly = existsSync(`${file}-wal`);
  const database = new Database(file, { readonly, fileMustExist: true, timeout: BUSY_MILLISECONDS });
  try {
    database.pragma('query_only = ON');
    return await work({ state: () => stateOf(database), store: () => storeOf(database) });
  } finally {
    database.close();
  }
}

function stateOf(database: Database.Database): SqliteState {
  const found = database.prepare<[], string>('PRAGMA quick_check(5)').pluck().all();
  const broken = database.prepare<[], { table: string }>('PRAGMA foreign_key_check').get();
  const files = readMigrations(join(packageRoot(), 'migrations', 'sqlite'));
  return {
    journalMode: String(database.pragma('journal_mode', { simple: true })),
    damage: found.filter((line) => line !== 'ok'),
    brokenTable: broken?.table ?? null,
    migrations: migrationStateOf(files, appliedMigrations(database)),
  };
}

/** Throws when the tables are not there, or older than the statements. */
function storeOf(database: Database.Database): ReadStore {
  const db = drizzle(database);
  const read = readerOf(() => {});
  return {
    ...sqliteReads(prepareStatements(db), { clock: systemClock, read }),
    ...sqliteRuleReads(db, read),
    ...sqliteAccess(db, { commits: new GroupCommit(database), read }),
  };
}
