import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Store } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import type { CommitObserver } from '../commit-observer.ts';
import { readMigrations } from '../migrations.ts';
import { migrateSqlite } from './migrate.ts';
import { sqliteCaseStore } from './sqlite-case-store.ts';
import { adviceFor } from './sqlite-error.ts';

/** For how long opening waits for another process's lock: nobody is served yet. */
const OPENING_MILLISECONDS = 5000;

/** From then on the event loop waits with it; writes try again by themselves (GroupCommit). */
const BUSY_MILLISECONDS = 5;

/** Up to this size a database is looked through when it is opened: that takes half a second a GB, once it is in memory. */
const LOOKED_THROUGH_BYTES = 256 * 1024 * 1024;

export interface SqliteSettings {
  /** A file, made when it is not there, or `:memory:`. */
  file: string;
  /** The folder that holds `sqlite/`. */
  migrations: string;
  clock: Clock;
  onCommit?: CommitObserver | undefined;
}

/** Opens the database and brings its tables up to date. Throws `unavailable` with the reason. */
export function openSqlite({ file, migrations, clock, onCommit }: SqliteSettings): Store {
  const database = connectSqlite(file);
  try {
    requireIntact(database);
    migrateSqlite(database, readMigrations(join(migrations, 'sqlite')), clock.now());
    database.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
    return sqliteCaseStore(database, { clock, onCommit });
  } catch (error) {
    database.close();
    throw error instanceof CulpritError ? error : cannotOpen(file, error);
  }
}

/** A connection whose commits are on disk when they return. Throws `unavailable` when there is no such database. */
export function connectSqlite(file: string): Database.Database {
  try {
    if (file !== ':memory:') makeFile(file);
    const database = new Database(file, { timeout: OPENING_MILLISECONDS });
    database.pragma('journal_mode = WAL');
    // With WAL, NORMAL may lose the last commits in a power cut.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Undo records of large writes would go to temporary files: there may be no place for one, or no descriptor left.
    database.pragma('temp_store = MEMORY');
    // What is deleted is overwritten; else its text would stay in pages that are free.
    database.pragma('secure_delete = ON');
    return database;
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

/** Evidence is nobody else's business: only the owner may read the file, and SQLite gives its log the same mode. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

/** Damage would else be met by some request, some day. Throws SQLite's own error, or `unavailable`. */
function requireIntact(database: Database.Database): void {
  const pages = Number(database.pragma('page_count', { simple: true }));
  const bytes = pages * Number(database.pragma('page_size', { simple: true }));
  if (bytes > LOOKED_THROUGH_BYTES) return;
  const found = String(database.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok')
    throw Object.assign(new Error(`it is damaged: ${found.replaceAll('\n', ' ')}`), {
      code: 'SQLITE_CORRUPT',
    });
}

function cannotOpen(file: string, cause: unknown): CulpritError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const sentence = `The database ${file} cannot be opened: ${reason}. ${adviceFor(cause)}`;
  return new CulpritError('unavailable', sentence.trim(), { cause });
}
