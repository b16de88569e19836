import type { Clock } from '../lib/clock.ts';
import { type Actor, localActor } from './actor.ts';
import { KEY_PREFIX } from './key-text.ts';
import type { AccessStore } from './ports.ts';
import { Unauthenticated } from './refusal.ts';
import { verifyKey } from './verify-key.ts';

export interface AuthenticateDeps {
  store: Pick<AccessStore, 'hasKeys' | 'findKey'>;
  clock: Clock;
  /** Whether only this machine can reach the server: without keys, nobody else may do anything. */
  onLoopback: boolean;
  /** Who a token of the OIDC issuer stands for; `null` without an issuer. */
  verifyToken: ((token: string) => Promise<Actor>) | null;
}

/**
 * Tells by an Authorization header who asks: the local actor as long as there is neither a key nor an issuer, then
 * the owner of a `Bearer` key or token. Rejects with `unauthenticated` or `unavailable`.
 */
export function authenticate({
  store,
  clock,
  onLoopback,
  verifyToken,
}: AuthenticateDeps): (authorization: string | undefined) => Promise<Actor> {
  // Keys are never deleted: once there are some, there is no way back.
  let locked = verifyToken !== null || !onLoopback;
  return async (authorization) => {
    if (!locked && (await store.hasKeys())) locked = true;
    if (!locked) return localActor;
    const shown = bearerOf(authorization);
    if (shown.startsWith(KEY_PREFIX)) return verifyKey({ store, clock }, shown);
    if (verifyToken !== null) return verifyToken(shown);
    throw new Unauthenticated('The key is not valid.', { shown: true });
  };
}

/** The key or token of the header (RFC 6750, 2.1). */
function bearerOf(authorization: string | undefined): string {
  const shown = /^bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
  if (shown !== undefined) return shown;
  if (authorization !== undefined && /^bearer\b/i.test(authorization))
    throw new Unauthenticated('The Authorization header has no key or token behind "Bearer".', {
      shown: true,
    });
  throw new Unauthenticated('This needs a key or a token: Authorization: Bearer …', { shown: false });
}
