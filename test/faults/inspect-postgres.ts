import pg from 'pg';
import type { Inspection } from './whole-database.ts';

export async function inspectPostgres(url: string): Promise<Inspection> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { rows: async (sql) => (await client.query(sql)).rows, close: () => client.end() };
}
