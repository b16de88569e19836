import { CulpritError } from '../lib/errors.ts';

/**
 * What a database's error means to the verbs: `conflict` (another write came first) or `unavailable`.
 * The query builder's own error is left out of the chain of causes: its message quotes the values, evidence among them.
 */
export function toStorageError(error: unknown, isConflict: (code: string) => boolean): CulpritError {
  if (error instanceof CulpritError) return error;
  const cause = driverError(error);
  return isConflict(codeOf(cause))
    ? new CulpritError('conflict', 'Another request changed the same thing first.', { cause })
    : new CulpritError('unavailable', 'The database cannot be used now.', { cause });
}

/** The innermost error: the driver's, or the network's. */
function driverError(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause;
  return inner;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
