import type { Store } from '../cases/ports.ts';
import { readConfig } from '../config.ts';

/**
 * Works on the database that the settings name, as a server beside it would, and closes it. `database`: its name to show.
 * Rejects with `unavailable` and the reason, and with what `work` rejects with.
 */
export async function withStore<T>(work: (store: Store, database: string) => Promise<T>): Promise<T> {
  const { database, databaseUrl } = readConfig();
  // Only here: most commands need no database, and loading the drivers takes longer than a diagnosis.
  const { openStore } = await import('../storage/open-store.ts');
  const store = await openStore({ database, ...(databaseUrl && { databaseUrl }) });
  try {
    return await work(store, databaseUrl === undefined ? database : 'PostgreSQL');
  } finally {
    await store.close();
  }
}
