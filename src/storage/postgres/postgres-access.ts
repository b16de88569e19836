import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { AccessStore } from '../../access/ports.ts';
import type { BacktestStore } from '../../cases/backtest-ports.ts';
import * as accessRows from '../access-rows.ts';
import { fromNumberCursor, toPage } from '../cursor.ts';
import * as ruleRows from '../rule-rows.ts';
import { read } from './postgres-reads.ts';
import { audit, backtests, keys } from './schema.ts';
import { write } from './write.ts';

export const postgresAccess = (db: NodePgDatabase): AccessStore => ({
  addKey: ({ key, audit: entry }) =>
    write(db, async (tx) => {
      await tx.insert(keys).values(accessRows.keyRow(key));
      await tx.insert(audit).values(accessRows.auditRow(entry));
    }),
  revokeKey: ({ id, at, audit: entry }) =>
    write(db, async (tx) => {
      const valid = and(eq(keys.id, id), isNull(keys.revokedAt));
      const { rowCount } = await tx.update(keys).set({ revokedAt: at }).where(valid);
      if (rowCount !== 1) return false;
      await tx.insert(audit).values(accessRows.auditRow(entry));
      return true;
    }),
  findKey: (id) =>
    read(async () => {
      const [found] = await db.select().from(keys).where(eq(keys.id, id));
      return found === undefined ? null : accessRows.toKey(found);
    }),
  hasKeys: () => read(async () => (await db.select({ id: keys.id }).from(keys).limit(1)).length > 0),
  listKeys: () =>
    read(async () => {
      const found = await db.select().from(keys).orderBy(asc(keys.createdAt), asc(keys.id));
      return found.map(accessRows.toKey);
    }),
  addAudit: (entry) =>
    write(db, async (tx) => {
      await tx.insert(audit).values(accessRows.auditRow(entry));
    }),
  listAudit: ({ limit, cursor }) =>
    read(async () => {
      const found = await db
        .select()
        .from(audit)
        .where(lt(audit.number, fromNumberCursor(cursor)))
        .orderBy(desc(audit.number))
        .limit(limit + 1);
      return toPage(found.map(accessRows.toAudit), limit, ({ number }) => number);
    }),
});

export const postgresBacktests = (db: NodePgDatabase): BacktestStore => ({
  addBacktest: ({ backtest, audit: entry }) =>
    write(db, async (tx) => {
      await tx.insert(backtests).values(ruleRows.backtestRow(backtest));
      await tx.insert(audit).values(accessRows.auditRow(entry));
    }),
  updateBacktest: (backtest) =>
    write(db, async (tx) => {
      const { id, state, done, total, result, updatedAt } = ruleRows.backtestRow(backtest);
      await tx.update(backtests).set({ state, done, total, result, updatedAt }).where(eq(backtests.id, id));
    }),
  findBacktest: (id) =>
    read(async () => {
      const [found] = await db.select().from(backtests).where(eq(backtests.id, id));
      return found === undefined ? null : ruleRows.toBacktest(found);
    }),
});
