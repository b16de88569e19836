import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { monotonicMilliseconds } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import type { CommitObserver } from '../commit-observer.ts';
import { toPostgresError } from './postgres-error.ts';

export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

/** Runs a write's statements in a transaction. */
export const write = <T>(db: NodePgDatabase, statements: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(statements).catch((error: unknown) => {
    throw toPostgresError(error);
  });

/** Has each transaction of this connection pool told of. One that the store itself refuses, for a conflict, is not told. */
export function observeTransactions(db: NodePgDatabase, onCommit: CommitObserver): void {
  const transaction = db.transaction.bind(db);
  db.transaction = async (statements, options) => {
    const started = monotonicMilliseconds();
    const tell = (kept: boolean): void =>
      onCommit({ writes: 1, seconds: (monotonicMilliseconds() - started) / 1000, kept });
    try {
      const result = await transaction(statements, options);
      tell(true);
      return result;
    } catch (error) {
      if (!(error instanceof CulpritError)) tell(false);
      throw error;
    }
  };
}
