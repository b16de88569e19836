import { and, asc, desc, eq, isNotNull, isNull, lt, max } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type {
  RulebookChange,
  RuleReads,
  RuleVersionRecord,
  RuleWrites,
  Seen,
} from '../../cases/rule-ports.ts';
import { CulpritError } from '../../lib/errors.ts';
import * as accessRows from '../access-rows.ts';
import { fromNumberCursor, toPage } from '../cursor.ts';
import { refusesDraft } from '../refuses-draft.ts';
import * as rows from '../rows.ts';
import * as ruleRows from '../rule-rows.ts';
import { read } from './postgres-reads.ts';
import { activations, audit, rulebooks, ruleEvents, ruleVersions } from './schema.ts';
import { type Transaction, write } from './write.ts';

export function postgresRuleWrites(db: NodePgDatabase): RuleWrites {
  return {
    saveDraft: ({ draft, seen, audit: entry }) =>
      write(db, async (tx) => {
        await requireSeen(tx, draft, seen);
        const { rule, version } = ruleVersions;
        await tx.delete(ruleVersions).where(and(eq(rule, draft.rule.id), eq(version, draft.rule.version)));
        await tx.insert(ruleVersions).values(ruleRows.ruleVersionRow(draft));
        await tx.insert(audit).values(accessRows.auditRow(entry));
      }),
    changeRulebook: (change) =>
      write(db, async (tx) => {
        for (const record of change.publish) await publish(tx, record, change);
        if (change.events.length > 0) await tx.insert(ruleEvents).values([...change.events]);
        const { rulebook, activation } = change;
        const kept = rows.rulebookRow(rulebook, activation.activatedAt);
        await tx.insert(rulebooks).values(kept).onConflictDoNothing();
        await tx.insert(activations).values(activation);
        await tx.insert(audit).values(change.audit.map(accessRows.auditRow));
      }),
  };
}

async function requireSeen(tx: Transaction, draft: RuleVersionRecord, seen: Seen | null): Promise<void> {
  const [newest] = await tx
    .select()
    .from(ruleVersions)
    .where(eq(ruleVersions.rule, draft.rule.id))
    .orderBy(desc(ruleVersions.version))
    .limit(1)
    .for('update');
  if (refusesDraft(newest, seen)) throw new CulpritError('conflict', 'Another version was saved first.');
}

/** The draft that it was gives way; what else has the same number is a conflict. */
async function publish(
  tx: Transaction,
  record: RuleVersionRecord,
  { otherDrafts }: RulebookChange,
): Promise<void> {
  const { rule, version, sha256, savedAt, publishedAt } = ruleVersions;
  const same = and(eq(rule, record.rule.id), eq(version, record.rule.version));
  const draft = and(eq(sha256, record.sha256), eq(savedAt, record.savedAt));
  await tx
    .delete(ruleVersions)
    .where(and(same, isNull(publishedAt), otherDrafts === 'make-way' ? undefined : draft));
  await tx.insert(ruleVersions).values(ruleRows.ruleVersionRow(record));
}

export function postgresRuleReads(db: NodePgDatabase): RuleReads {
  const { rule, version } = ruleVersions;
  return {
    newestActivation: () =>
      read(async () => {
        const [newest] = await db.select().from(activations).orderBy(desc(activations.number)).limit(1);
        return newest ?? null;
      }),
    listActivations: ({ limit, cursor }) =>
      read(async () => {
        // The column is a 32-bit integer.
        const before = lt(activations.number, Math.min(fromNumberCursor(cursor), 2 ** 31 - 1));
        const found = await db
          .select()
          .from(activations)
          .where(before)
          .orderBy(desc(activations.number))
          .limit(limit + 1);
        return toPage(found, limit, ({ number }) => number);
      }),
    listRuleVersions: (id) =>
      read(async () => {
        const found = await db.select().from(ruleVersions).where(eq(rule, id)).orderBy(asc(version));
        return found.map(ruleRows.toRuleVersion);
      }),
    findRuleVersion: (id, wanted) =>
      read(async () => {
        const [found] = await db
          .select()
          .from(ruleVersions)
          .where(and(eq(rule, id), eq(version, wanted)));
        return found === undefined ? null : ruleRows.toRuleVersion(found);
      }),
    listPublishedRules: () => read(() => listPublished(db)),
    listRuleEvents: (id) =>
      read(async () => {
        const found = await db
          .select()
          .from(ruleEvents)
          .where(id === undefined ? undefined : eq(ruleEvents.rule, id))
          .orderBy(asc(ruleEvents.number));
        return found.map(ruleRows.toRuleEvent);
      }),
  };
}

async function listPublished(db: NodePgDatabase): Promise<RuleVersionRecord[]> {
  const { rule, version, publishedAt } = ruleVersions;
  const newest = db
    .select({ rule, version: max(version).as('newest') })
    .from(ruleVersions)
    .where(isNotNull(publishedAt))
    .groupBy(rule)
    .as('newest_of_rule');
  const found = await db
    .select()
    .from(ruleVersions)
    .innerJoin(newest, and(eq(rule, newest.rule), eq(version, newest.version)))
    .orderBy(asc(rule));
  return found.map((joined) => ruleRows.toRuleVersion(joined.rule_versions));
}
