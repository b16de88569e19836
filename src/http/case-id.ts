import type { Context } from 'hono';
import { missing } from '../cases/missing.ts';
import { isId } from '../lib/ids.ts';

/** The case's id of the path. What cannot be one is not looked for: throws `not-found`. */
export function caseIdOf(context: Context): string {
  const id = context.req.param('id') ?? '';
  if (!isId(id)) throw missing('such case');
  return id;
}
