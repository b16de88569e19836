import type { Context } from 'hono';
import { missing } from '../cases/missing.ts';

/** The case's id of the path. What cannot be one is not looked for: throws `not-found`. */
export function caseIdOf(context: Context): string {
  const id = context.req.param('id') ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw missing('such case');
  return id;
}
