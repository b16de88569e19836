import type { Scope } from './scopes.ts';

/** Who asks. */
export type Actor =
  /** Whoever reaches a server that has no keys, on its own machine; may do everything. */
  | { kind: 'local' }
  /** The program itself: imports at the start, what expires. May do everything. */
  | { kind: 'system' }
  /** Whoever has shown nothing that is valid; may do nothing. */
  | { kind: 'nobody' }
  | { kind: 'key'; id: string; name: string; scopes: readonly Scope[] }
  /** A person or a program that an OIDC issuer vouches for. */
  | { kind: 'user'; issuer: string; subject: string; scopes: readonly Scope[] };

export const localActor: Actor = { kind: 'local' };
export const systemActor: Actor = { kind: 'system' };
export const nobody: Actor = { kind: 'nobody' };

/** How the audit names an actor: `key:6f0c… (deploy bot)`. */
export function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'key':
      return `key:${actor.id} (${actor.name})`;
    case 'user':
      return `user:${actor.subject} (${actor.issuer})`;
    default:
      return actor.kind;
  }
}
