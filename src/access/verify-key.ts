import type { Clock } from '../lib/clock.ts';
import { sha256 } from '../lib/ids.ts';
import { sameSecret } from '../lib/same-secret.ts';
import type { Actor } from './actor.ts';
import { keyState } from './key-state.ts';
import { keyIdOf } from './key-text.ts';
import type { AccessStore } from './ports.ts';
import { Unauthenticated } from './refusal.ts';

/**
 * Whose key it is. Rejects with `unauthenticated`: only who has the whole key learns that it is expired or revoked;
 * and with `unavailable`.
 */
export async function verifyKey(
  { store, clock }: { store: Pick<AccessStore, 'findKey'>; clock: Clock },
  key: string,
): Promise<Actor> {
  const id = keyIdOf(key);
  const record = id === null ? null : await store.findKey(id);
  if (id === null || record === null || !sameSecret(sha256(key), record.sha256))
    throw new Unauthenticated('The key is not valid.', { shown: true, ...(id !== null && { key: id }) });
  const state = keyState(record, clock);
  if (state !== 'valid') throw new Unauthenticated(`The key is ${state}.`, { shown: true, key: id });
  const { name, scopes } = record;
  return { kind: 'key', id, name, scopes };
}
