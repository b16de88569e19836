import { CulpritError } from '../lib/errors.ts';
import { type Actor, nameOf } from './actor.ts';
import type { Scope } from './scopes.ts';

/** Throws `forbidden` unless the actor has the scope; `admin` has them all. */
export function requireScope(actor: Actor, scope: Scope): void {
  if (actor.kind === 'local' || actor.kind === 'system') return;
  if (actor.scopes.includes(scope) || actor.scopes.includes('admin')) return;
  const has = actor.scopes.join(', ') || 'none';
  throw new CulpritError('forbidden', `This needs the scope ${scope}; ${nameOf(actor)} has ${has}.`);
}
