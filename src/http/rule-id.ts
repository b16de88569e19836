import type { Context } from 'hono';
import { missing } from '../cases/missing.ts';

/** The rule's id of the path. */
export const ruleIdOf = (context: Context): string => context.req.param('id') ?? '';

/** The version's number of the path. What cannot be one is not looked for: throws `not-found`. */
export function ruleVersionOf(context: Context): number {
  const version = context.req.param('version') ?? '';
  if (!/^[1-9][0-9]{0,8}$/.test(version)) throw missing('such version of the rule');
  return Number(version);
}
