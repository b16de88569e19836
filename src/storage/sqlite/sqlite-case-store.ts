import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { missing } from '../../cases/missing.ts';
import type { CaseWrites, IdempotentResponse, Store } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { auditRow } from '../access-rows.ts';
import type { CommitObserver } from '../commit-observer.ts';
import * as rows from '../rows.ts';
import { requireFileInPlace } from './file-in-place.ts';
import { GroupCommit } from './group-commit.ts';
import { LogEmptier } from './log-emptier.ts';
import { measureSqlite } from './measure-sqlite.ts';
import { sqliteAccess, sqliteBacktests } from './sqlite-access.ts';
import { sqliteInstallation } from './sqlite-installation.ts';
import { readerOf, sqliteReads } from './sqlite-reads.ts';
import { sqliteRetention } from './sqlite-retention.ts';
import { sqliteRuleReads, sqliteRuleWrites } from './sqlite-rules.ts';
import { prepareStatements } from './statements.ts';

/** The case store on an open SQLite database whose tables are up to date. */
export function sqliteCaseStore(
  database: Database.Database,
  { clock, onCommit }: { clock: Clock; onCommit?: CommitObserver | undefined },
): Store {
  const db = drizzle(database);
  const statements = prepareStatements(db);
  const requireInPlace = requireFileInPlace(database);
  const commits = new GroupCommit(database, { requireUsable: requireInPlace, onCommit });
  const read = readerOf(requireInPlace);
  const log = new LogEmptier(database);
  const writes = sqliteWrites(statements, { commits, clock });
  return {
    ...writes,
    ...sqliteReads(statements, { clock, read }),
    ...sqliteRuleWrites(db, commits),
    ...sqliteRuleReads(db, read),
    ...sqliteAccess(db, { commits, read }),
    ...sqliteBacktests(db, { commits, read }),
    ...sqliteRetention(database, { commits, read, log }),
    ...sqliteInstallation(db, commits),
    deleteCase: async (id, audit) => {
      const isDeleted = await writes.deleteCase(id, audit);
      if (isDeleted) log.empty();
      return isDeleted;
    },
    ping: () =>
      read(() => {
        database.prepare('SELECT count(*) FROM applied_migrations').get();
      }),
    measure: () => read(() => measureSqlite(database)),
    close: async () => {
      await commits.close();
      // Closing does so only when no other process has the file open.
      log.empty();
      log.close();
      database.close();
    },
  };
}

type Statements = ReturnType<typeof prepareStatements>;

function sqliteWrites(
  statements: Statements,
  { commits, clock }: { commits: GroupCommit; clock: Clock },
): CaseWrites {
  /** Within a group's transaction. */
  const keepResponse = (caseId: string, response: IdempotentResponse | null): void => {
    if (response === null) return;
    const now = clock.now();
    statements.deleteExpired.run({ expiry: rows.expiryBefore(now) });
    statements.insertIdempotent.run(rows.idempotentRow(caseId, response, now));
  };
  return {
    openCase: ({ record, evidence, diagnosis, idempotent, audit }) =>
      commits.run(() => {
        statements.insertCase.run({ ...record });
        statements.insertEvidence.run(rows.evidenceRow(record.id, evidence));
        statements.insertDiagnosis.run(rows.diagnosisRow(record.id, diagnosis));
        keepResponse(record.id, idempotent);
        statements.insertAudit.run(auditRow(audit));
      }),
    addEvidence: ({ caseId, evidence, diagnosis, idempotent, audit }) =>
      commits.run(() => {
        requireCase(statements, caseId);
        statements.insertEvidence.run(rows.evidenceRow(caseId, evidence));
        statements.insertDiagnosis.run(rows.diagnosisRow(caseId, diagnosis));
        keepResponse(caseId, idempotent);
        statements.insertAudit.run(auditRow(audit));
      }),
    confirm: ({ caseId, confirmation, idempotent, audit }) =>
      commits.run(() => {
        requireCase(statements, caseId);
        statements.insertConfirmation.run(rows.confirmationRow(caseId, confirmation));
        keepResponse(caseId, idempotent);
        statements.insertAudit.run(auditRow(audit));
      }),
    deleteCase: (id, audit) =>
      commits.run(() => {
        if (statements.deleteCase.run({ id }).changes === 0) return false;
        statements.insertAudit.run(auditRow(audit));
        return true;
      }),
  };
}

function requireCase(statements: Statements, id: string): void {
  if (statements.findCase.get({ id }) === undefined) throw missing(`case ${id}`);
}
