import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { missing } from '../../cases/missing.ts';
import type { CaseStore, IdempotentResponse } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { CulpritError } from '../../lib/errors.ts';
import { fromCaseCursor, fromDiagnosisCursor, lastOfPage, toPage } from '../cursor.ts';
import * as rows from '../rows.ts';
import { GroupCommit } from './group-commit.ts';
import { toSqliteError } from './sqlite-error.ts';
import { prepareStatements } from './statements.ts';

/** The case store on an open SQLite database whose tables are up to date. */
export function sqliteCaseStore(database: Database.Database, clock: Clock): CaseStore {
  const statements = prepareStatements(drizzle(database));
  const commits = new GroupCommit(database);
  const isInPlace = watchFile(database);

  /** Within a group's transaction. */
  const keepResponse = (caseId: string, response: IdempotentResponse | null): void => {
    if (response === null) return;
    const now = clock.now();
    statements.deleteExpired.run({ expiry: rows.expiryBefore(now) });
    statements.insertIdempotent.run(rows.idempotentRow(caseId, response, now));
  };
  const requireCase = (id: string): void => {
    if (statements.findCase.get({ id }) === undefined) throw missing(`case ${id}`);
  };

  return {
    openCase: ({ record, evidence, diagnosis, idempotent }) =>
      commits.run(() => {
        statements.insertCase.run({ ...record });
        statements.insertEvidence.run(rows.evidenceRow(record.id, evidence));
        statements.insertDiagnosis.run(rows.diagnosisRow(record.id, diagnosis));
        keepResponse(record.id, idempotent);
      }),
    addEvidence: ({ caseId, evidence, diagnosis, idempotent }) =>
      commits.run(() => {
        requireCase(caseId);
        statements.insertEvidence.run(rows.evidenceRow(caseId, evidence));
        statements.insertDiagnosis.run(rows.diagnosisRow(caseId, diagnosis));
        keepResponse(caseId, idempotent);
      }),
    confirm: ({ caseId, confirmation, idempotent }) =>
      commits.run(() => {
        requireCase(caseId);
        statements.insertConfirmation.run(rows.confirmationRow(caseId, confirmation));
        keepResponse(caseId, idempotent);
      }),
    deleteCase: async (id) => {
      const isDeleted = await commits.run(() => statements.deleteCase.run({ id }).changes > 0);
      if (isDeleted) emptyLog(database);
      return isDeleted;
    },
    keepRulebook: (rulebook, at) =>
      commits.run(() => {
        statements.insertRulebook.run(rows.rulebookRow(rulebook, at));
      }),
    ...sqliteReads(statements, clock),
    ping: () =>
      read(() => {
        if (!isInPlace()) throw new CulpritError('unavailable', 'The database file was removed or replaced.');
        database.prepare('SELECT count(*) FROM applied_migrations').get();
      }),
    close: async () => {
      commits.close();
      database.close();
    },
  };
}

/** The log of writes still has the text of what was deleted, until it is carried over into the file. */
function emptyLog(database: Database.Database): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // The case is deleted all the same; the next deletion, or closing, empties the log.
  }
}

/** Tells whether the file is still the one that was opened: a deleted one can be written to, and is lost at the end. */
function watchFile({ memory, name }: Database.Database): () => boolean {
  if (memory) return () => true;
  const { dev, ino } = statSync(name);
  return () => {
    const now = statSync(name, { throwIfNoEntry: false });
    return now?.dev === dev && now.ino === ino;
  };
}

type Reads =
  | 'findCase'
  | 'listCases'
  | 'listEvidence'
  | 'listDiagnoses'
  | 'findDiagnosis'
  | 'findIdempotent'
  | 'findRulebook';

function sqliteReads(statements: ReturnType<typeof prepareStatements>, clock: Clock): Pick<CaseStore, Reads> {
  return {
    findCase: (id) => read(() => mapped(statements.findCase.get({ id }), rows.toCase)),
    listCases: ({ limit, cursor }) =>
      read(() => {
        const before = fromCaseCursor(cursor);
        const found = statements.listCases.all({ before, limit: limit + 1 });
        return toPage(found.map(rows.toCase), limit, ({ id }) => id);
      }),
    listEvidence: (caseId) => read(() => statements.listEvidence.all({ caseId }).map(rows.toEvidence)),
    listDiagnoses: (caseId, { limit, cursor }) =>
      read(() => {
        const after = fromDiagnosisCursor(cursor);
        const page = lastOfPage(statements.sizeDiagnoses.all({ caseId, after, limit: limit + 1 }), limit);
        if (page === null) return { items: [], nextCursor: null };
        const found = statements.listDiagnoses.all({ caseId, after, last: page.last });
        return { items: found.map(rows.toDiagnosis), nextCursor: page.nextCursor };
      }),
    findDiagnosis: (caseId, sequence) =>
      read(() => {
        const found =
          sequence === 'latest'
            ? statements.findLatestDiagnosis.get({ caseId })
            : statements.findDiagnosis.get({ caseId, sequence });
        return mapped(found, rows.toDiagnosis);
      }),
    findIdempotent: (key) =>
      read(() => {
        const expiry = rows.expiryBefore(clock.now());
        return mapped(statements.findIdempotent.get({ key, expiry }), rows.toIdempotent);
      }),
    findRulebook: (digest) => read(() => mapped(statements.findRulebook.get({ digest }), rows.toRulebook)),
  };
}

const mapped = <Row, T>(row: Row | undefined, map: (row: Row) => T): T | null =>
  row === undefined ? null : map(row);

/** Reading is synchronous; what goes wrong becomes a rejection. */
async function read<T>(select: () => T): Promise<T> {
  try {
    return select();
  } catch (error) {
    throw toSqliteError(error);
  }
}
