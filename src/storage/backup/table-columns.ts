import type Database from 'better-sqlite3';

export interface Table {
  name: string;
  columns: readonly string[];
}

/**
 * The tables that migrations made, in their order: a table comes after those that it refers to. Both databases have the same
 * tables and columns.
 */
export function tablesOf(database: Database.Database): Table[] {
  const names = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'applied_migrations' ORDER BY rowid`,
    )
    .pluck()
    .all();
  const columns = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  return names.map((name) => ({ name, columns: columns.all(name) }));
}

export const columnList = ({ columns }: Table): string => columns.map((column) => `"${column}"`).join(', ');
