import { invalidRequest } from './invalid-request.ts';

/** Throws `invalid-request` for a NUL: PostgreSQL stores none, and what one database refuses, both do. */
export function requireStorable(pointer: string, text: string | null): void {
  if (text?.includes('\u0000'))
    throw invalidRequest(pointer, `The ${pointer.slice(1)} holds a NUL character.`);
}
