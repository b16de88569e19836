import type { Clock } from '../lib/clock.ts';
import { newId, newSecret } from '../lib/ids.ts';

/** What every key begins with, so that scanners for secrets can find one that leaked. */
export const KEY_PREFIX = 'culprit_';

/** A new key, `culprit_<id>_<secret>`: the id names it, the secret has 256 random bits. */
export function newKey(clock: Clock): { id: string; key: string } {
  const id = newId(clock);
  return { id, key: `${KEY_PREFIX}${id}_${newSecret()}` };
}

const keyPattern = new RegExp(`^${KEY_PREFIX}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_[\\w-]{43}$`);

/** The id in a key's text; `null` for what cannot be a key. */
export const keyIdOf = (key: string): string | null => keyPattern.exec(key)?.[1] ?? null;
