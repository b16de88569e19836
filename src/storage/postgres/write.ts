import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { toPostgresError } from './postgres-error.ts';

export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

/** Runs a write's statements in a transaction. */
export const write = <T>(db: NodePgDatabase, statements: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(statements).catch((error: unknown) => {
    throw toPostgresError(error);
  });
