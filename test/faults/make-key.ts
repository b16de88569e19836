import { systemActor } from '../../src/access/actor.ts';
import { createKey } from '../../src/access/create-key.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openStore, type StoreSettings } from '../../src/storage/open-store.ts';
import { testRedaction } from '../case-deps.ts';

/** Makes a key for everything in the database, as `culprit keys create` does beside a server. */
export async function makeKey(
  settings: Pick<StoreSettings, 'database' | 'databaseUrl'>,
  { name = 'faults', expiresAt = null }: { name?: string; expiresAt?: string | null } = {},
): Promise<string> {
  const store = await openStore(settings);
  try {
    const deps = { actor: systemActor, store, clock: systemClock, redaction: testRedaction };
    return (await createKey(deps, { name, scopes: ['admin'], expiresAt })).key;
  } finally {
    await store.close();
  }
}
