import { and, asc, eq, gt, lt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { RetentionStore } from '../../cases/retention-ports.ts';
import { idBound } from '../../lib/ids.ts';
import { auditRow } from '../access-rows.ts';
import { quietSince } from '../quiet-since.ts';
import { read } from './postgres-reads.ts';
import { audit, backtests, cases } from './schema.ts';
import { write } from './write.ts';

export const postgresRetention = (db: NodePgDatabase, vacuum: () => Promise<boolean>): RetentionStore => ({
  listQuietCases: ({ before, after, limit }) =>
    read(async () => {
      const found = await db
        .select({ id: cases.id })
        .from(cases)
        .where(and(gt(cases.id, after), lt(cases.id, idBound(new Date(before))), quietSince(before)))
        .orderBy(asc(cases.id))
        .limit(limit);
      return found.map(({ id }) => id);
    }),
  purgeCase: ({ id, before, audit: entry }) =>
    write(db, async (tx) => {
      // The deletion's own look at what was submitted must come after the lock that holds off submissions.
      const held = await tx
        .select({ id: cases.id })
        .from(cases)
        .where(eq(cases.id, id))
        .for('update', { skipLocked: true });
      if (held.length === 0) return false;
      const { rowCount } = await tx.delete(cases).where(and(eq(cases.id, id), quietSince(before)));
      if (rowCount !== 1) return false;
      await tx.insert(audit).values(auditRow(entry));
      return true;
    }),
  listBacktestIds: () =>
    read(async () => (await db.select({ id: backtests.id }).from(backtests)).map(({ id }) => id)),
  deleteBacktests: (before) =>
    write(db, async (tx) => {
      await tx.delete(backtests).where(lt(backtests.updatedAt, before));
    }),
  removeRemains: vacuum,
});
