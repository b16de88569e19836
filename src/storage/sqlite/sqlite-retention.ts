import type Database from 'better-sqlite3';
import { and, asc, eq, gt, lt } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { RetentionStore } from '../../cases/retention-ports.ts';
import { idBound } from '../../lib/ids.ts';
import { auditRow } from '../access-rows.ts';
import { quietSince } from '../quiet-since.ts';
import type { GroupCommit } from './group-commit.ts';
import type { LogEmptier } from './log-emptier.ts';
import { audit, backtests, cases } from './schema.ts';
import type { Read } from './sqlite-reads.ts';

export function sqliteRetention(
  database: Database.Database,
  { commits, read, log }: { commits: GroupCommit; read: Read; log: LogEmptier },
): RetentionStore {
  const db: BetterSQLite3Database = drizzle(database);
  return {
    listQuietCases: ({ before, after, limit }) =>
      read(() =>
        db
          .select({ id: cases.id })
          .from(cases)
          .where(and(gt(cases.id, after), lt(cases.id, idBound(new Date(before))), quietSince(before)))
          .orderBy(asc(cases.id))
          .limit(limit)
          .all()
          .map(({ id }) => id),
      ),
    purgeCase: ({ id, before, audit: entry }) =>
      commits.run(() => {
        const { changes } = db
          .delete(cases)
          .where(and(eq(cases.id, id), quietSince(before)))
          .run();
        if (changes === 0) return false;
        db.insert(audit).values(auditRow(entry)).run();
        return true;
      }),
    listBacktestIds: () =>
      read(() =>
        db
          .select({ id: backtests.id })
          .from(backtests)
          .all()
          .map(({ id }) => id),
      ),
    deleteBacktests: (before) =>
      commits.run(() => {
        db.delete(backtests).where(lt(backtests.updatedAt, before)).run();
      }),
    removeRemains: async () => log.empty(),
  };
}
