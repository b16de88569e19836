import { closeSync, existsSync, linkSync, openSync, readSync, renameSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { CulpritError } from '../../lib/errors.ts';
import { lockHolders } from './lock-holders.ts';

/** Longer than a server that starts at this moment waits for the file's lock: it must not go on with the old one. */
const HELD_MILLISECONDS = 1000;

/**
 * Puts `part` in the place of a database that nobody uses, and keeps that one as `kept`. The name always stands for one of the two.
 * Rejects with `conflict` while a process uses the database; then nothing has changed.
 */
export async function takePlace(part: string, { file, kept }: { file: string; kept: string }): Promise<void> {
  const held = holdAlone(file);
  try {
    if (existsSync(file)) linkSync(file, kept);
    // Of a damaged file, which could not take its log in: the new one must not find it.
    for (const end of ['-wal', '-shm'])
      if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${kept}${end}`);
    renameSync(part, file);
    if (held !== null) await setTimeout(HELD_MILLISECONDS);
  } finally {
    held?.close();
  }
}

/** A connection that keeps all others out, its log emptied into the file; `null`: there is no file, or it is damaged, and nobody has locked it. */
function holdAlone(file: string): Database.Database | null {
  if (!isSqlite(file)) {
    const holders = lockHolders(file);
    if (holders.length > 0) throw inUse(file, holders);
    return null;
  }
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    // Fails while another connection is open, whether it does something or not.
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    const holders = lockHolders(file);
    database.close();
    if (code.startsWith('SQLITE_BUSY') || holders.length > 0) throw inUse(file, holders);
    return null;
  }
}

/** By its first bytes: of a file that has others, SQLite would remove the log. https://sqlite.org/fileformat.html#magic_header_string */
function isSqlite(file: string): boolean {
  if (!existsSync(file)) return false;
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(16);
    readSync(descriptor, head);
    return head.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(descriptor);
  }
}

const inUse = (file: string, holders: readonly number[]): CulpritError =>
  new CulpritError(
    'conflict',
    `${file} is in use${holders.length > 0 ? ` by process ${holders.join(', ')}` : ''}. Stop the server, restore, and start it again.`,
  );
