import { join } from 'node:path';
import type { Store } from '../cases/ports.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { packageRoot } from '../lib/package-root.ts';
import type { CommitObserver } from './commit-observer.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';

export interface StoreSettings {
  /** A SQLite file, made when it is not there, or `:memory:`. */
  database: string;
  /** A PostgreSQL address; takes the place of the file. */
  databaseUrl?: string;
  /** Says when kept answers expire. */
  clock?: Clock;
  /** The folder that holds a folder of migrations for each kind of database. */
  migrations?: string;
  /** Hears of each transaction. */
  onCommit?: CommitObserver;
}

/** Opens the store that the settings name, its tables up to date. Rejects with `unavailable` and the reason. */
export async function openStore({
  database,
  databaseUrl,
  clock = systemClock,
  migrations = join(packageRoot(), 'migrations'),
  onCommit,
}: StoreSettings): Promise<Store> {
  return databaseUrl === undefined
    ? openSqlite({ file: database, migrations, clock, onCommit })
    : openPostgres({ url: databaseUrl, migrations, clock, onCommit });
}
