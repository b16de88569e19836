import Database from 'better-sqlite3';
import { CulpritError } from '../../lib/errors.ts';
import type { Migration } from '../migrations.ts';
import { migrateSqlite } from '../sqlite/migrate.ts';
import { appliedMigrations } from './check-database.ts';

interface Made {
  type: string;
  name: string;
  sql: string | null;
}

/**
 * Throws `unavailable` when a database has anything else than what its migrations make: a trigger or a view would act on later
 * writes, and names of tables and columns become a part of the SQL that copies them. Reads only.
 */
export function requireOwnSchema(database: Database.Database, files: readonly Migration[]): void {
  const applied = new Set(appliedMigrations(database).map(({ name }) => name));
  const own = new Database(':memory:');
  try {
    migrateSqlite(
      own,
      files.filter(({ name }) => applied.has(name)),
      new Date(0),
    );
    const expected = new Set(schemaOf(own).map(textOf));
    const found = schemaOf(database);
    const foreign = found.find((one) => !expected.has(textOf(one)));
    if (foreign !== undefined)
      throw new CulpritError(
        'unavailable',
        `It has a ${foreign.type} that culprit did not make: ${JSON.stringify(foreign.name)}.`,
      );
    if (found.length < expected.size)
      throw new CulpritError('unavailable', 'It lacks a table, an index or a trigger that culprit made.');
  } finally {
    own.close();
  }
}

/** Names that begin with `sqlite_` are SQLite's own, and nobody else can give them. */
const schemaOf = (database: Database.Database): Made[] =>
  database
    .prepare<[], Made>(
      String.raw`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'`,
    )
    .all();

const textOf = ({ type, name, sql }: Made): string => JSON.stringify([type, name, sql]);
