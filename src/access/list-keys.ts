import type { AccessDeps } from './create-key.ts';
import { type KeyState, keyState } from './key-state.ts';
import type { KeyRecord } from './ports.ts';
import { requireScope } from './require-scope.ts';

/** A key as it may be shown. */
export interface ListedKey extends Omit<KeyRecord, 'sha256'> {
  state: KeyState;
}

/** All keys, oldest first, those that open nothing any more too. Rejects with `forbidden` or `unavailable`. */
export async function listKeys({ actor, store, clock }: AccessDeps): Promise<ListedKey[]> {
  requireScope(actor, 'admin');
  const records = await store.listKeys();
  return records.map((record) => {
    const { sha256: _, ...shown } = record;
    return { ...shown, state: keyState(record, clock) };
  });
}
