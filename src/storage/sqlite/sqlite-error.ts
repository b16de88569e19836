import type { CulpritError } from '../../lib/errors.ts';
import { toStorageError } from '../storage-error.ts';

/** Broken keys mean that another write came first. https://sqlite.org/rescode.html */
const conflicts = new Set([
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
]);

export const toSqliteError = (error: unknown): CulpritError =>
  toStorageError(error, (code) => conflicts.has(code));
