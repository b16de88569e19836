import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AccessStore } from '../../access/ports.ts';
import type { BacktestStore } from '../../cases/backtest-ports.ts';
import * as accessRows from '../access-rows.ts';
import { fromNumberCursor, toPage } from '../cursor.ts';
import * as ruleRows from '../rule-rows.ts';
import type { GroupCommit } from './group-commit.ts';
import { audit, backtests, keys } from './schema.ts';
import type { Read } from './sqlite-reads.ts';

type Db = BetterSQLite3Database;

interface Through {
  commits: GroupCommit;
  read: Read;
}

export function sqliteAccess(db: Db, { commits, read }: Through): AccessStore {
  const findKey = db
    .select()
    .from(keys)
    .where(eq(keys.id, sql.placeholder('id')))
    .prepare();
  const findAnyKey = db.select({ id: keys.id }).from(keys).limit(1).prepare();
  return {
    addKey: ({ key, audit: entry }) =>
      commits.run(() => {
        db.insert(keys).values(accessRows.keyRow(key)).run();
        db.insert(audit).values(accessRows.auditRow(entry)).run();
      }),
    revokeKey: ({ id, at, audit: entry }) =>
      commits.run(() => {
        const valid = and(eq(keys.id, id), isNull(keys.revokedAt));
        if (db.update(keys).set({ revokedAt: at }).where(valid).run().changes === 0) return false;
        db.insert(audit).values(accessRows.auditRow(entry)).run();
        return true;
      }),
    findKey: (id) =>
      read(() => {
        const found = findKey.get({ id });
        return found === undefined ? null : accessRows.toKey(found);
      }),
    hasKeys: () => read(() => findAnyKey.get() !== undefined),
    listKeys: () =>
      read(() =>
        db.select().from(keys).orderBy(asc(keys.createdAt), asc(keys.id)).all().map(accessRows.toKey),
      ),
    addAudit: (entry) =>
      commits.run(() => {
        db.insert(audit).values(accessRows.auditRow(entry)).run();
      }),
    listAudit: ({ limit, cursor }) =>
      read(() => {
        const found = db
          .select()
          .from(audit)
          .where(lt(audit.number, fromNumberCursor(cursor)))
          .orderBy(desc(audit.number))
          .limit(limit + 1)
          .all();
        return toPage(found.map(accessRows.toAudit), limit, ({ number }) => number);
      }),
  };
}

export const sqliteBacktests = (db: Db, { commits, read }: Through): BacktestStore => ({
  addBacktest: ({ backtest, audit: entry }) =>
    commits.run(() => {
      db.insert(backtests).values(ruleRows.backtestRow(backtest)).run();
      db.insert(audit).values(accessRows.auditRow(entry)).run();
    }),
  updateBacktest: (backtest) =>
    commits.run(() => {
      const { id, state, done, total, result, updatedAt } = ruleRows.backtestRow(backtest);
      db.update(backtests).set({ state, done, total, result, updatedAt }).where(eq(backtests.id, id)).run();
    }),
  findBacktest: (id) =>
    read(() => {
      const found = db.select().from(backtests).where(eq(backtests.id, id)).get();
      return found === undefined ? null : ruleRows.toBacktest(found);
    }),
});
