import type { Clock } from '../lib/clock.ts';
import type { KeyRecord } from './ports.ts';

export type KeyState = 'valid' | 'expired' | 'revoked';

/** Whether a key opens anything now. */
export function keyState({ expiresAt, revokedAt }: KeyRecord, clock: Clock): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= clock.now().toISOString() ? 'expired' : 'valid';
}
