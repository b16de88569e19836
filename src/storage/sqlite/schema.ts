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

export const ruleVersions = sqliteTable('rule_versions', {
  rule: text().notNull(),
  version: integer().notNull(),
  content: text().notNull(),
  test: text(),
  sha256: text().notNull(),
  author: text().notNull(),
  savedAt: text('saved_at').notNull(),
  publishedAt: text('published_at'),
});

export const ruleEvents = sqliteTable('rule_events', {
  number: integer().primaryKey(),
  rule: text().notNull(),
  kind: text().notNull(),
  platform: text(),
  reason: text(),
  successor: text(),
  until: text(),
  actor: text().notNull(),
  at: text().notNull(),
});

export const activations = sqliteTable('activations', {
  number: integer().notNull(),
  digest: text().notNull(),
  activatedAt: text('activated_at').notNull(),
  actor: text().notNull(),
  reason: text().notNull(),
});

export const backtests = sqliteTable('backtests', {
  id: text().notNull(),
  state: text().notNull(),
  done: integer().notNull(),
  total: integer().notNull(),
  request: text().notNull(),
  result: text(),
  startedAt: text('started_at').notNull(),
  updatedAt: text('updated_at').notNull(),
});

export const keys = sqliteTable('keys', {
  id: text().notNull(),
  name: text().notNull(),
  sha256: text().notNull(),
  scopes: text().notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at'),
  revokedAt: text('revoked_at'),
});

export const audit = sqliteTable('audit', {
  number: integer().primaryKey(),
  at: text().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  target: text().notNull(),
  details: text().notNull(),
});

export const installation = sqliteTable('installation', {
  name: text().notNull(),
  value: text().notNull(),
});
