import { countDistinct, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { StoreMeasure } from '../../cases/ports.ts';
import { toPostgresError } from './postgres-error.ts';
import { cases, confirmations } from './schema.ts';

/** How much the database holds. Its log and its disk are the server's. */
export async function measurePostgres(db: NodePgDatabase): Promise<StoreMeasure> {
  try {
    const [confirmed] = await db
      .select({
        cases: countDistinct(confirmations.caseId),
        bytes: sql<string>`pg_database_size(current_database())`,
      })
      .from(confirmations);
    return {
      cases: await db.$count(cases),
      confirmedCases: confirmed?.cases ?? 0,
      databaseBytes: Number(confirmed?.bytes ?? 0),
      logBytes: null,
      fileSystem: null,
    };
  } catch (error) {
    throw toPostgresError(error);
  }
}
