import type { CulpritError } from '../../lib/errors.ts';
import { toStorageError } from '../storage-error.ts';

/** Class 23: broken keys; serialization failure; deadlock. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isConflict = (code: string): boolean => code.startsWith('23') || code === '40001' || code === '40P01';

/** What clients are told, by the code's class, or the whole code. */
function sentenceOf(code: string): string | undefined {
  if (code === '53100')
    return 'The disk of the database is full: nothing can be stored until there is space.';
  if (code === '25006') return 'The database can only be read: nothing can be stored.';
  if (code.startsWith('XX')) return 'The database is damaged.';
  const isAway = /^(08|57P)|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)$/;
  return isAway.test(code) ? 'The database server cannot be reached.' : undefined;
}

export const toPostgresError = (error: unknown): CulpritError =>
  toStorageError(error, { isConflict, sentenceOf });
