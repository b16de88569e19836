import { join } from 'node:path';
import type Database from 'better-sqlite3';
import pg from 'pg';
import { CulpritError } from '../../lib/errors.ts';
import { type AppliedMigration, pendingMigrations, readMigrations } from '../migrations.ts';
import { migrateSqlite } from '../sqlite/migrate.ts';
import { reasonOf } from './plain-sqlite.ts';
import { columnList, type Table, tablesOf } from './table-columns.ts';

/** A row may be as long as a request; so many are held at once. */
const ROWS_A_FETCH = 20;

const CONNECT_MILLISECONDS = 5000;

/** Works on a connection without limits of time. Rejects with `unavailable` when there is no such database, or it fails. */
export async function withPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MILLISECONDS });
  // A connection that breaks rejects the query under way.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    if (error instanceof CulpritError) throw error;
    throw new CulpritError('unavailable', `The PostgreSQL database cannot be used: ${reasonOf(error)}.`, {
      cause: error,
    });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Copies all rows, as they are at one moment, into an empty SQLite database, which gets the tables of the same version. */
export async function copyFromPostgres(
  url: string,
  to: Database.Database,
  { migrations, now }: { migrations: string; now: Date },
): Promise<void> {
  await withPostgres(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const applied = await client.query<AppliedMigration>('SELECT name, sha256 FROM applied_migrations');
    pendingMigrations(readMigrations(join(migrations, 'postgres')), applied.rows);
    const names = new Set(applied.rows.map(({ name }) => name));
    const files = readMigrations(join(migrations, 'sqlite'));
    migrateSqlite(
      to,
      files.filter(({ name }) => names.has(name)),
      now,
    );
    // References are checked when all rows are there.
    to.pragma('foreign_keys = OFF');
    to.exec('BEGIN');
    for (const table of tablesOf(to)) await copyTable(client, table, to);
    to.exec('COMMIT');
    await client.query('COMMIT');
  });
}

async function copyTable(client: pg.Client, table: Table, to: Database.Database): Promise<void> {
  const { name, columns } = table;
  const insert = to.prepare(
    `INSERT INTO "${name}" (${columnList(table)}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  await client.query(`DECLARE whole CURSOR FOR SELECT ${columnList(table)} FROM "${name}"`);
  for (;;) {
    const { rows } = await client.query({ text: `FETCH ${ROWS_A_FETCH} FROM whole`, rowMode: 'array' });
    for (const row of rows) insert.run(...row);
    if (rows.length < ROWS_A_FETCH) break;
  }
  await client.query('CLOSE whole');
}
