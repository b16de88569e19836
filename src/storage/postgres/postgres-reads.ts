import { and, asc, desc, eq, gt, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { CaseReads } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { fromCaseCursor, fromDiagnosisCursor, lastOfPage, toPage } from '../cursor.ts';
import * as rows from '../rows.ts';
import { toPostgresError } from './postgres-error.ts';
import { cases, confirmations, diagnoses, evidence, idempotentResponses, rulebooks } from './schema.ts';

/** The reading half of the store. */
export function postgresReads(db: NodePgDatabase, clock: Clock): CaseReads {
  return {
    findCase: (id) => read(async () => first(await selectCases(db, eq(cases.id, id)), rows.toCase)),
    listCases: ({ limit, cursor }) =>
      read(async () => {
        const before = lt(cases.id, fromCaseCursor(cursor));
        const found = await selectCases(db, before)
          .orderBy(desc(cases.id))
          .limit(limit + 1);
        return toPage(found.map(rows.toCase), limit, ({ id }) => id);
      }),
    countCases: () => read(() => db.$count(cases)),
    listEvidence: (caseId) =>
      read(async () => {
        const found = await db
          .select()
          .from(evidence)
          .where(eq(evidence.caseId, caseId))
          .orderBy(asc(evidence.sequence));
        return found.map(rows.toEvidence);
      }),
    ...diagnosisReads(db),
    ...keptReads(db, clock),
  };
}

const diagnosisReads = (db: NodePgDatabase): Pick<CaseReads, 'listDiagnoses' | 'findDiagnosis'> => ({
  listDiagnoses: (caseId, { limit, cursor }) =>
    read(async () => {
      const { sequence, answer } = diagnoses;
      const after = and(eq(diagnoses.caseId, caseId), gt(sequence, fromDiagnosisCursor(cursor)));
      const sizes = await db
        .select({ sequence, bytes: sql<number>`octet_length(${answer})` })
        .from(diagnoses)
        .where(after)
        .orderBy(asc(sequence))
        .limit(limit + 1);
      const page = lastOfPage(sizes, limit);
      if (page === null) return { items: [], nextCursor: null };
      const wanted = and(after, lte(sequence, page.last));
      const found = await db.select().from(diagnoses).where(wanted).orderBy(asc(sequence));
      return { items: found.map(rows.toDiagnosis), nextCursor: page.nextCursor };
    }),
  findDiagnosis: (caseId, sequence) =>
    read(async () => {
      const wanted = sequence === 'latest' ? undefined : eq(diagnoses.sequence, sequence);
      const found = await db
        .select()
        .from(diagnoses)
        .where(and(eq(diagnoses.caseId, caseId), wanted))
        .orderBy(desc(diagnoses.sequence))
        .limit(1);
      return first(found, rows.toDiagnosis);
    }),
});

const keptReads = (db: NodePgDatabase, clock: Clock): Pick<CaseReads, 'findIdempotent' | 'findRulebook'> => ({
  findIdempotent: (key) =>
    read(async () => {
      const fresh = gt(idempotentResponses.createdAt, rows.expiryBefore(clock.now()));
      const found = await db
        .select()
        .from(idempotentResponses)
        .where(and(eq(idempotentResponses.key, key), fresh));
      return first(found, rows.toIdempotent);
    }),
  findRulebook: (digest) =>
    read(async () =>
      first(await db.select().from(rulebooks).where(eq(rulebooks.digest, digest)), rows.toRulebook),
    ),
});

function selectCases(db: NodePgDatabase, condition: SQL) {
  const newest = sql`(SELECT max(number) FROM confirmations WHERE case_id = ${cases.id})`;
  return db
    .select({
      id: cases.id,
      openedAt: cases.openedAt,
      platform: cases.platform,
      rule: confirmations.rule,
      note: confirmations.note,
      confirmedAt: confirmations.confirmedAt,
    })
    .from(cases)
    .leftJoin(confirmations, eq(confirmations.number, newest))
    .where(condition);
}

function first<Row, T>(found: Row[], map: (row: Row) => T): T | null {
  const row = found[0];
  return row === undefined ? null : map(row);
}

export const read = <T>(select: () => Promise<T>): Promise<T> =>
  select().catch((error: unknown) => {
    throw toPostgresError(error);
  });
