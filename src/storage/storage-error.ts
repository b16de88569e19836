import { CulpritError } from '../lib/errors.ts';

/**
 * What a database's error means to the verbs: `conflict` (another write came first) or `unavailable`.
 * The query builder's own error is left out of the chain of causes: its message quotes the values, evidence among them.
 */
export function toStorageError(error: unknown, { isConflict, sentenceOf }: DriverCodes): CulpritError {
  if (error instanceof CulpritError) return error;
  const cause = driverError(error);
  const code = codeOf(cause);
  return isConflict(code)
    ? new CulpritError('conflict', 'Another request changed the same thing first.', { cause })
    : new CulpritError('unavailable', sentenceOf(code) ?? otherwise(cause), { cause });
}

/** Only whole JSON is ever stored. */
const otherwise = (cause: unknown): string =>
  cause instanceof SyntaxError ? 'The database is damaged.' : 'The database cannot be used now.';

/** What the codes of a driver's errors mean. */
interface DriverCodes {
  isConflict: (code: string) => boolean;
  /** Why the database cannot be used, when the code says so: clients read it, and the log has it. */
  sentenceOf: (code: string) => string | undefined;
}

/** The innermost error: the driver's, or the network's. */
function driverError(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause;
  return inner;
}

/** The driver's code; empty without one. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
