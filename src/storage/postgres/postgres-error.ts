import type { CulpritError } from '../../lib/errors.ts';
import { toStorageError } from '../storage-error.ts';

/** Class 23: broken keys; serialization failure; deadlock. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isConflict = (code: string): boolean => code.startsWith('23') || code === '40001' || code === '40P01';

export const toPostgresError = (error: unknown): CulpritError => toStorageError(error, isConflict);
