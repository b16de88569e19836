import { join } from 'node:path';
import pg from 'pg';
import type { Store } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import type { CommitObserver } from '../commit-observer.ts';
import { readMigrations } from '../migrations.ts';
import { migratePostgres } from './migrate.ts';
import { postgresCaseStore } from './postgres-case-store.ts';

export interface PostgresSettings {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** The folder that holds `postgres/`. */
  migrations: string;
  clock: Clock;
  onCommit?: CommitObserver | undefined;
}

const CONNECT_MILLISECONDS = 5000;
const STATEMENT_MILLISECONDS = 30_000;

/** Connects and brings the tables up to date. Rejects with `unavailable` and the reason. */
export async function openPostgres({ url, migrations, clock, onCommit }: PostgresSettings): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    statement_timeout: STATEMENT_MILLISECONDS,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    try {
      await migratePostgres(client, readMigrations(join(migrations, 'postgres')), {
        now: clock.now(),
      });
    } finally {
      client.release();
    }
    return postgresCaseStore(pool, { clock, onCommit });
  } catch (error) {
    await pool.end();
    throw error instanceof CulpritError ? error : cannotConnect(error);
  }
}

/** The address stays out of the sentence: it may hold a password. */
function cannotConnect(cause: unknown): CulpritError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CulpritError('unavailable', `The PostgreSQL database cannot be used: ${reason}.`, { cause });
}
