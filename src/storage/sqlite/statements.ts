import { and, asc, count, desc, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  audit,
  cases,
  confirmations,
  diagnoses,
  evidence,
  idempotentResponses,
  rulebooks,
} from './schema.ts';

const given = sql.placeholder;

/** Every statement of the store, prepared once: building one for each call costs more than running it. */
export const prepareStatements = (db: BetterSQLite3Database) => ({
  ...prepareCases(db),
  ...prepareConfirmations(db),
  ...prepareEvidence(db),
  ...prepareDiagnoses(db),
  ...prepareIdempotent(db),
  ...prepareRulebooks(db),
  ...prepareAudit(db),
});

function prepareCases(db: BetterSQLite3Database) {
  const newest = sql`(SELECT max(number) FROM confirmations WHERE case_id = ${cases.id})`;
  const selected = () =>
    db
      .select({
        id: cases.id,
        openedAt: cases.openedAt,
        platform: cases.platform,
        rule: confirmations.rule,
        note: confirmations.note,
        confirmedAt: confirmations.confirmedAt,
      })
      .from(cases)
      .leftJoin(confirmations, eq(confirmations.number, newest));
  return {
    insertCase: db
      .insert(cases)
      .values({ id: given('id'), openedAt: given('openedAt'), platform: given('platform') })
      .prepare(),
    findCase: selected()
      .where(eq(cases.id, given('id')))
      .prepare(),
    listCases: selected()
      .where(lt(cases.id, given('before')))
      .orderBy(desc(cases.id))
      .limit(given('limit'))
      .prepare(),
    countCases: db.select({ cases: count() }).from(cases).prepare(),
    deleteCase: db
      .delete(cases)
      .where(eq(cases.id, given('id')))
      .prepare(),
  };
}

const prepareConfirmations = (db: BetterSQLite3Database) => ({
  insertConfirmation: db
    .insert(confirmations)
    .values({
      caseId: given('caseId'),
      rule: given('rule'),
      note: given('note'),
      confirmedAt: given('confirmedAt'),
    })
    .prepare(),
});

const prepareEvidence = (db: BetterSQLite3Database) => ({
  insertEvidence: db
    .insert(evidence)
    .values({
      caseId: given('caseId'),
      sequence: given('sequence'),
      receivedAt: given('receivedAt'),
      content: given('content'),
    })
    .prepare(),
  listEvidence: db
    .select()
    .from(evidence)
    .where(eq(evidence.caseId, given('caseId')))
    .orderBy(asc(evidence.sequence))
    .prepare(),
});

function prepareDiagnoses(db: BetterSQLite3Database) {
  const ofCase = eq(diagnoses.caseId, given('caseId'));
  return {
    insertDiagnosis: prepareInsertDiagnosis(db),
    // octet_length takes the length from the row's head, without reading the answer.
    sizeDiagnoses: db
      .select({ sequence: diagnoses.sequence, bytes: sql<number>`octet_length(${diagnoses.answer})` })
      .from(diagnoses)
      .where(and(ofCase, gt(diagnoses.sequence, given('after'))))
      .orderBy(asc(diagnoses.sequence))
      .limit(given('limit'))
      .prepare(),
    listDiagnoses: db
      .select()
      .from(diagnoses)
      .where(and(ofCase, gt(diagnoses.sequence, given('after')), lte(diagnoses.sequence, given('last'))))
      .orderBy(asc(diagnoses.sequence))
      .prepare(),
    findDiagnosis: db
      .select()
      .from(diagnoses)
      .where(and(ofCase, eq(diagnoses.sequence, given('sequence'))))
      .prepare(),
    findLatestDiagnosis: db
      .select()
      .from(diagnoses)
      .where(ofCase)
      .orderBy(desc(diagnoses.sequence))
      .limit(1)
      .prepare(),
  };
}

const prepareInsertDiagnosis = (db: BetterSQLite3Database) =>
  db
    .insert(diagnoses)
    .values({
      caseId: given('caseId'),
      sequence: given('sequence'),
      evidenceSequence: given('evidenceSequence'),
      diagnosedAt: given('diagnosedAt'),
      rulebookDigest: given('rulebookDigest'),
      engineVersion: given('engineVersion'),
      factsDigest: given('factsDigest'),
      answer: given('answer'),
    })
    .prepare();

function prepareIdempotent(db: BetterSQLite3Database) {
  const { key, createdAt } = idempotentResponses;
  return {
    insertIdempotent: db
      .insert(idempotentResponses)
      .values({
        key: given('key'),
        caseId: given('caseId'),
        fingerprint: given('fingerprint'),
        body: given('body'),
        createdAt: given('createdAt'),
      })
      .prepare(),
    deleteExpired: db
      .delete(idempotentResponses)
      .where(lte(createdAt, given('expiry')))
      .prepare(),
    findIdempotent: db
      .select()
      .from(idempotentResponses)
      .where(and(eq(key, given('key')), gt(createdAt, given('expiry'))))
      .prepare(),
  };
}

const prepareAudit = (db: BetterSQLite3Database) => ({
  insertAudit: db
    .insert(audit)
    .values({
      at: given('at'),
      actor: given('actor'),
      action: given('action'),
      target: given('target'),
      details: given('details'),
    })
    .prepare(),
});

const prepareRulebooks = (db: BetterSQLite3Database) => ({
  findRulebook: db
    .select()
    .from(rulebooks)
    .where(eq(rulebooks.digest, given('digest')))
    .prepare(),
});
