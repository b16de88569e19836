import type { CulpritError } from '../../lib/errors.ts';
import { codeOf, toStorageError } from '../storage-error.ts';

/** Broken keys mean that another write came first. https://sqlite.org/rescode.html */
const conflicts = new Set([
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
]);

/** What clients are told, by the first part of the code: each needs something else of the operator. */
const sentences: Readonly<Record<string, string>> = {
  BUSY: 'Another process holds the lock of the database.',
  FULL: 'The disk of the database is full: nothing can be stored until there is space.',
  READONLY: 'The database can only be read: nothing can be stored.',
  CORRUPT: 'The database file is damaged.',
  NOTADB: 'The database file is damaged.',
  IOERR: 'The disk of the database fails.',
  CANTOPEN: 'A file of the database cannot be opened.',
};

export const toSqliteError = (error: unknown): CulpritError =>
  toStorageError(error, {
    isConflict: (code) => conflicts.has(code),
    sentenceOf: (code) => sentences[primaryOf(code)],
  });

/** Whether another process has the lock that was asked for. */
export const isBusy = (error: unknown): boolean => primaryOf(codeOf(error)) === 'BUSY';

/** What an operator does about a file that cannot be opened; empty where the reason says all. */
export function adviceFor(error: unknown): string {
  const code = codeOf(error);
  return advice[primaryOf(code) || code] ?? '';
}

const RESTORE = 'Put a backup in its place; docs/operations.md says how.';

const advice: Readonly<Record<string, string>> = {
  BUSY: 'Another process holds its lock: end that one, or wait for it.',
  FULL: 'Its disk is full: make space there.',
  IOERR: 'Its disk is full, or fails: df and dmesg say which.',
  READONLY: 'The server must be able to write it.',
  CORRUPT: RESTORE,
  NOTADB: RESTORE,
  EROFS: 'The server must be able to write it, and beside it.',
  EACCES: 'The server must be able to write it, and beside it.',
  ENOSPC: 'Its disk is full: make space there.',
};

/** `SQLITE_IOERR_WRITE` → `IOERR`; empty for what is not of SQLite. */
const primaryOf = (code: string): string => /^SQLITE_([A-Z]+)/.exec(code)?.[1] ?? '';
