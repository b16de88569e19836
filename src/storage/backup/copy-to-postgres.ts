import type Database from 'better-sqlite3';
import type pg from 'pg';
import { CulpritError } from '../../lib/errors.ts';
import type { Migration } from '../migrations.ts';
import { migratePostgres } from '../postgres/migrate.ts';
import { withPostgres } from './copy-from-postgres.ts';
import { columnList, type Table, tablesOf } from './table-columns.ts';

const ROWS_AN_INSERT = 20;

/**
 * Copies all rows of a SQLite database, whose tables are up to date, into a PostgreSQL database that has none of them; all or
 * nothing. Rejects with `conflict` when it has tables of culprit already.
 */
export async function copyToPostgres(
  from: Database.Database,
  url: string,
  { files, now }: { files: readonly Migration[]; now: Date },
): Promise<void> {
  await withPostgres(url, async (client) => {
    await migratePostgres(client, files, {
      now,
      before: () => requireEmpty(client),
      after: async () => {
        for (const table of tablesOf(from)) await copyTable(from, table, client);
      },
    });
  });
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass('applied_migrations') IS NOT NULL AS taken");
  if (rows[0]?.taken !== true) return;
  throw new CulpritError(
    'conflict',
    'The PostgreSQL database has tables of culprit already. Make an empty one (createdb), put its address into DATABASE_URL, restore there, and start the servers on it.',
  );
}

async function copyTable(from: Database.Database, table: Table, client: pg.ClientBase): Promise<void> {
  const rows = from.prepare<[], unknown[]>(`SELECT ${columnList(table)} FROM "${table.name}"`).raw();
  let some: unknown[][] = [];
  for (const row of rows.iterate()) {
    some.push(row);
    if (some.length < ROWS_AN_INSERT) continue;
    await insert(client, table, some);
    some = [];
  }
  await insert(client, table, some);
  if (table.columns.includes('number')) await goOnCounting(client, table);
}

async function insert(client: pg.ClientBase, table: Table, rows: readonly unknown[][]): Promise<void> {
  if (rows.length === 0) return;
  const width = table.columns.length;
  const places = rows.map((row, i) => `(${row.map((_, j) => `$${i * width + j + 1}`).join(', ')})`);
  await client.query(
    `INSERT INTO "${table.name}" (${columnList(table)}) OVERRIDING SYSTEM VALUE VALUES ${places.join(', ')}`,
    rows.flat(),
  );
}

/** Numbers that the database gives go on after those that were copied. */
async function goOnCounting(client: pg.ClientBase, { name }: Table): Promise<void> {
  await client.query(
    `SELECT setval(sequence, (SELECT max(number) FROM "${name}"))
     FROM pg_get_serial_sequence('${name}', 'number') AS sequence
     WHERE sequence IS NOT NULL AND EXISTS (SELECT 1 FROM "${name}")`,
  );
}
