import { join } from 'node:path';
import pg from 'pg';
import { monotonicMilliseconds, systemClock } from '../../lib/clock.ts';
import { packageRoot } from '../../lib/package-root.ts';
import { type AppliedMigration, readMigrations } from '../migrations.ts';
import { postgresCaseStore } from '../postgres/postgres-case-store.ts';
import { type MigrationState, migrationStateOf, type ReadStore } from './read-store.ts';

export interface PostgresState {
  version: string;
  bytes: number;
  /** False on a standby, where the database is read-only by default, or without the right to write. */
  isWritable: boolean;
  /** Sessions in this database that have had a transaction open for more than a minute. */
  longTransactions: number;
  /** By how many milliseconds its clock is ahead of this machine's, to within the time of a query. */
  aheadMilliseconds: number;
  migrations: MigrationState;
}

const MILLISECONDS = 5000;

/** Lets `work` ask a PostgreSQL database, in transactions that cannot change it. Rejects with the driver's own error. */
export async function withPostgresReader<T>(
  url: string,
  work: (reader: { state: () => Promise<PostgresState>; store: () => ReadStore }) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: MILLISECONDS,
    statement_timeout: MILLISECONDS,
    options: '-c default_transaction_read_only=on',
  });
  pool.on('error', () => {});
  try {
    await pool.query('SELECT 1');
    return await work({
      state: () => stateOf(pool),
      store: () => postgresCaseStore(pool, { clock: systemClock }),
    });
  } finally {
    await pool.end();
  }
}

const QUERY = `SELECT current_setting('server_version') AS version,
  pg_database_size(current_database())::float8 AS bytes,
  NOT pg_is_in_recovery() AND NOT EXISTS (
    SELECT 1 FROM pg_db_role_setting, pg_database
    WHERE datname = current_database() AND setdatabase IN (0, pg_database.oid)
      AND 'default_transaction_read_only=on' = ANY (setconfig)) AS writable,
  to_regclass('applied_migrations') IS NOT NULL AS migrated,
  (SELECT count(*)::int FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND xact_start < now() - interval '1 minute') AS long,
  (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;

interface Row {
  version: string;
  bytes: number;
  writable: boolean;
  migrated: boolean;
  long: number;
  now: number;
}

async function stateOf(pool: pg.Pool): Promise<PostgresState> {
  const started = monotonicMilliseconds();
  const { rows } = await pool.query<Row>(QUERY);
  const took = monotonicMilliseconds() - started;
  const [row] = rows;
  if (row === undefined) throw new Error('a query without FROM has one row');
  const { version, bytes, writable, migrated, long, now } = row;
  const applied = migrated
    ? (await pool.query<AppliedMigration>('SELECT name, sha256 FROM applied_migrations ORDER BY name')).rows
    : [];
  return {
    version,
    bytes,
    isWritable: writable,
    longTransactions: long,
    aheadMilliseconds: now - (systemClock.now().getTime() - took / 2),
    migrations: migrationStateOf(readMigrations(join(packageRoot(), 'migrations', 'postgres')), applied),
  };
}
