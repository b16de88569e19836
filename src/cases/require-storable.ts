import { CulpritError } from '../lib/errors.ts';

/** Throws `invalid-request` for a NUL: PostgreSQL stores none, and what one database refuses, both do. */
export function requireStorable(pointer: string, text: string | null): void {
  if (!text?.includes('\u0000')) return;
  const message = `The ${pointer.slice(1)} holds a NUL character.`;
  throw new CulpritError('invalid-request', message, { details: [{ pointer, message }] });
}
