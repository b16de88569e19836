import type { CaseReads } from '../../cases/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { fromCaseCursor, fromDiagnosisCursor, lastOfPage, toPage } from '../cursor.ts';
import * as rows from '../rows.ts';
import { toSqliteError } from './sqlite-error.ts';
import type { prepareStatements } from './statements.ts';

/** The reading half of the store. */
export function sqliteReads(
  statements: ReturnType<typeof prepareStatements>,
  { clock, read }: { clock: Clock; read: Read },
): CaseReads {
  return {
    findCase: (id) => read(() => mapped(statements.findCase.get({ id }), rows.toCase)),
    listCases: ({ limit, cursor }) =>
      read(() => {
        const before = fromCaseCursor(cursor);
        const found = statements.listCases.all({ before, limit: limit + 1 });
        return toPage(found.map(rows.toCase), limit, ({ id }) => id);
      }),
    countCases: () => read(() => statements.countCases.get()?.cases ?? 0),
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

/** Runs a query; what goes wrong becomes a rejection. */
export type Read = <T>(select: () => T) => Promise<T>;

/** Reading is synchronous. `requireUsable` throws when what would be read is not what is stored. */
export const readerOf =
  (requireUsable: () => void): Read =>
  async (select) => {
    try {
      requireUsable();
      return select();
    } catch (error) {
      throw toSqliteError(error);
    }
  };
