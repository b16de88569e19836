import { CulpritError } from '../lib/errors.ts';

/** The error for one thing that is wrong with a request; the pointer leads to it. */
export const invalidRequest = (pointer: string, message: string): CulpritError =>
  new CulpritError('invalid-request', message, { details: [{ pointer, message }] });
