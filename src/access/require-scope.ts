import { type Actor, nameOf } from './actor.ts';
import { MissingScope } from './refusal.ts';
import type { Scope } from './scopes.ts';

/** Throws `forbidden` unless the actor has the scope; `admin` has them all. */
export function requireScope(actor: Actor, scope: Scope): void {
  if (actor.kind === 'local' || actor.kind === 'system') return;
  const has = actor.kind === 'nobody' ? [] : actor.scopes;
  if (has.includes(scope) || has.includes('admin')) return;
  const held = has.join(', ') || 'none';
  throw new MissingScope(scope, `This needs the scope ${scope}; ${nameOf(actor)} has ${held}.`);
}
