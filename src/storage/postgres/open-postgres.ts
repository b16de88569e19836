import { Socket } from 'node:net';
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
const STATEMENT_MILLISECONDS = 10_000;

/** A server that is silent for longer than any statement may take has hung, or is out of reach: it would hold requests up for hours. */
const SILENCE_MILLISECONDS = 15_000;

/** Connects and brings the tables up to date. Rejects with `unavailable` and the reason. */
export async function openPostgres({ url, migrations, clock, onCommit }: PostgresSettings): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    statement_timeout: STATEMENT_MILLISECONDS,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    // So it would when it breaks between two statements of a transaction, the second of which fails then.
    client.on('error', () => {});
    endSilent(client);
  });
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

/** Ends a connection on which nothing has been heard for long: its statement fails, and the pool opens another one. */
function endSilent(client: pg.PoolClient): void {
  const stream = 'connection' in client && Object(client.connection).stream;
  if (!(stream instanceof Socket)) throw new Error('A connection of pg has a socket.');
  stream.setTimeout(SILENCE_MILLISECONDS, () => stream.destroy(new Error('PostgreSQL does not answer.')));
}

/** The address stays out of the sentence: it may hold a password. */
function cannotConnect(cause: unknown): CulpritError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CulpritError('unavailable', `The PostgreSQL database cannot be used: ${reason}.`, { cause });
}
