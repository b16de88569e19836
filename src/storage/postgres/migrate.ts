import type pg from 'pg';
import { type AppliedMigration, type Migration, pendingMigrations } from '../migrations.ts';

/** Any number that no other program's advisory lock uses: "culprit" in ASCII, cut to 31 bits. */
const LOCK = 0x63756c70;

export interface MigrationRun {
  now: Date;
  /** Within the transaction, before anything is looked at. */
  before?: () => Promise<void>;
  /** Within the transaction, when the tables are up to date. */
  after?: () => Promise<void>;
}

/** Brings the tables up to date in one transaction. Rejects as `pendingMigrations` throws; then nothing has changed. */
export async function migratePostgres(
  client: pg.ClientBase,
  files: readonly Migration[],
  { now, before, after }: MigrationRun,
): Promise<void> {
  await client.query('BEGIN');
  try {
    // Of two processes that start together, the second waits here and finds everything applied.
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await before?.();
    await applyPending(client, files, now);
    await after?.();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function applyPending(client: pg.ClientBase, files: readonly Migration[], now: Date): Promise<void> {
  await client.query(
    'CREATE TABLE IF NOT EXISTS applied_migrations (name text PRIMARY KEY, sha256 text NOT NULL, applied_at text NOT NULL)',
  );
  const applied = await client.query<AppliedMigration>(
    'SELECT name, sha256 FROM applied_migrations ORDER BY name',
  );
  for (const { name, sha256, sql } of pendingMigrations(files, applied.rows)) {
    await client.query(sql);
    await client.query('INSERT INTO applied_migrations (name, sha256, applied_at) VALUES ($1, $2, $3)', [
      name,
      sha256,
      now.toISOString(),
    ]);
  }
}
