import { eq, lte, sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { missing } from '../../cases/missing.ts';
import type { CaseWrites, IdempotentResponse, Store } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { auditRow } from '../access-rows.ts';
import type { CommitObserver } from '../commit-observer.ts';
import * as rows from '../rows.ts';
import { measurePostgres } from './measure-postgres.ts';
import { postgresAccess, postgresBacktests } from './postgres-access.ts';
import { toPostgresError } from './postgres-error.ts';
import { postgresInstallation } from './postgres-installation.ts';
import { postgresReads } from './postgres-reads.ts';
import { postgresRetention } from './postgres-retention.ts';
import { postgresRuleReads, postgresRuleWrites } from './postgres-rules.ts';
import { audit, cases, confirmations, diagnoses, evidence, idempotentResponses } from './schema.ts';
import { vacuumOf } from './vacuum.ts';
import { observeTransactions, type Transaction, write } from './write.ts';

/** The case store on a PostgreSQL database whose tables are up to date. */
export function postgresCaseStore(
  pool: pg.Pool,
  { clock, onCommit }: { clock: Clock; onCommit?: CommitObserver | undefined },
): Store {
  const db = drizzle(pool);
  if (onCommit !== undefined) observeTransactions(db, onCommit);
  const vacuum = vacuumOf(pool);
  const writes = postgresWrites(db, clock);
  return {
    ...writes,
    ...postgresReads(db, clock),
    ...postgresRuleWrites(db),
    ...postgresRuleReads(db),
    ...postgresAccess(db),
    ...postgresBacktests(db),
    ...postgresRetention(db, vacuum),
    deleteCase: async (id, entry) => {
      const isDeleted = await writes.deleteCase(id, entry);
      // The case is deleted all the same; the server's own vacuum comes by and by.
      if (isDeleted) void vacuum().catch(() => {});
      return isDeleted;
    },
    ...postgresInstallation(db),
    ping: async () => {
      await db.execute(sql`SELECT count(*) FROM applied_migrations`).catch((error: unknown) => {
        throw toPostgresError(error);
      });
    },
    measure: () => measurePostgres(db),
    close: () => pool.end(),
  };
}

/** The writing half of the store. Each write is a transaction. */
function postgresWrites(db: NodePgDatabase, clock: Clock): CaseWrites {
  return {
    openCase: ({ record, evidence: submitted, diagnosis, idempotent, audit: entry }) =>
      write(db, async (tx) => {
        const { id, openedAt, platform } = record;
        await tx.insert(cases).values({ id, openedAt, platform });
        await tx.insert(evidence).values(rows.evidenceRow(id, submitted));
        await tx.insert(diagnoses).values(rows.diagnosisRow(id, diagnosis));
        await keepResponse(tx, { caseId: id, response: idempotent, now: clock.now() });
        await tx.insert(audit).values(auditRow(entry));
      }),
    addEvidence: ({ caseId, evidence: submitted, diagnosis, idempotent, audit: entry }) =>
      write(db, async (tx) => {
        await requireCase(tx, caseId);
        await tx.insert(evidence).values(rows.evidenceRow(caseId, submitted));
        await tx.insert(diagnoses).values(rows.diagnosisRow(caseId, diagnosis));
        await keepResponse(tx, { caseId, response: idempotent, now: clock.now() });
        await tx.insert(audit).values(auditRow(entry));
      }),
    confirm: ({ caseId, confirmation, idempotent, audit: entry }) =>
      write(db, async (tx) => {
        await requireCase(tx, caseId);
        await tx.insert(confirmations).values(rows.confirmationRow(caseId, confirmation));
        await keepResponse(tx, { caseId, response: idempotent, now: clock.now() });
        await tx.insert(audit).values(auditRow(entry));
      }),
    deleteCase: (id, entry) =>
      write(db, async (tx) => {
        const { rowCount } = await tx.delete(cases).where(eq(cases.id, id));
        if (rowCount !== 1) return false;
        await tx.insert(audit).values(auditRow(entry));
        return true;
      }),
  };
}

/** Holds off the case's deletion until the transaction ends. */
async function requireCase(tx: Transaction, id: string): Promise<void> {
  const found = await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, id)).for('key share');
  if (found.length === 0) throw missing(`case ${id}`);
}

async function keepResponse(
  tx: Transaction,
  { caseId, response, now }: { caseId: string; response: IdempotentResponse | null; now: Date },
): Promise<void> {
  if (response === null) return;
  await tx.delete(idempotentResponses).where(lte(idempotentResponses.createdAt, rows.expiryBefore(now)));
  await tx.insert(idempotentResponses).values(rows.idempotentRow(caseId, response, now));
}
