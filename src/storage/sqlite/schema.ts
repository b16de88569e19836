import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/sqlite/, where keys and constraints are stated. */
export const rulebooks = sqliteTable('rulebooks', {
  digest: text().notNull(),
  keptAt: text('kept_at').notNull(),
  content: text().notNull(),
});

export const cases = sqliteTable('cases', {
  id: text().notNull(),
  openedAt: text('opened_at').notNull(),
  platform: text(),
});

export const evidence = sqliteTable('evidence', {
  caseId: text('case_id').notNull(),
  sequence: integer().notNull(),
  receivedAt: text('received_at').notNull(),
  content: text().notNull(),
});

export const diagnoses = sqliteTable('diagnoses', {
  caseId: text('case_id').notNull(),
  sequence: integer().notNull(),
  evidenceSequence: integer('evidence_sequence').notNull(),
  diagnosedAt: text('diagnosed_at').notNull(),
  rulebookDigest: text('rulebook_digest').notNull(),
  engineVersion: text('engine_version').notNull(),
  factsDigest: text('facts_digest').notNull(),
  answer: text().notNull(),
});

export const confirmations = sqliteTable('confirmations', {
  number: integer().primaryKey(),
  caseId: text('case_id').notNull(),
  rule: text(),
  note: text(),
  confirmedAt: text('confirmed_at').notNull(),
});

export const idempotentResponses = sqliteTable('idempotent_responses', {
  key: text().notNull(),
  caseId: text('case_id').notNull(),
  fingerprint: text().notNull(),
  body: text().notNull(),
  createdAt: text('created_at').notNull(),
});
