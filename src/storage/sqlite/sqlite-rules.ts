import { and, asc, desc, eq, isNotNull, isNull, lt, max } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
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
import type { GroupCommit } from './group-commit.ts';
import { activations, audit, rulebooks, ruleEvents, ruleVersions } from './schema.ts';
import type { Read } from './sqlite-reads.ts';

type Db = BetterSQLite3Database;

export function sqliteRuleWrites(db: Db, commits: GroupCommit): RuleWrites {
  return {
    saveDraft: ({ draft, seen, audit: entry }) =>
      commits.run(() => {
        requireSeen(db, draft, seen);
        const { rule, version } = ruleVersions;
        db.delete(ruleVersions)
          .where(and(eq(rule, draft.rule.id), eq(version, draft.rule.version)))
          .run();
        db.insert(ruleVersions).values(ruleRows.ruleVersionRow(draft)).run();
        db.insert(audit).values(accessRows.auditRow(entry)).run();
      }),
    changeRulebook: (change) =>
      commits.run(() => {
        for (const record of change.publish) publish(db, record, change);
        if (change.events.length > 0)
          db.insert(ruleEvents)
            .values([...change.events])
            .run();
        const { rulebook, activation } = change;
        db.insert(rulebooks)
          .values(rows.rulebookRow(rulebook, activation.activatedAt))
          .onConflictDoNothing()
          .run();
        db.insert(activations).values(activation).run();
        db.insert(audit).values(change.audit.map(accessRows.auditRow)).run();
      }),
  };
}

function requireSeen(db: Db, draft: RuleVersionRecord, seen: Seen | null): void {
  const newest = db
    .select()
    .from(ruleVersions)
    .where(eq(ruleVersions.rule, draft.rule.id))
    .orderBy(desc(ruleVersions.version))
    .limit(1)
    .get();
  if (refusesDraft(newest, seen)) throw new CulpritError('conflict', 'Another version was saved first.');
}

/** The draft that it was gives way; what else has the same number is a conflict. */
function publish(db: Db, record: RuleVersionRecord, { otherDrafts }: RulebookChange): void {
  const { rule, version, sha256, savedAt, publishedAt } = ruleVersions;
  const same = and(eq(rule, record.rule.id), eq(version, record.rule.version));
  const draft = and(eq(sha256, record.sha256), eq(savedAt, record.savedAt));
  db.delete(ruleVersions)
    .where(and(same, isNull(publishedAt), otherDrafts === 'make-way' ? undefined : draft))
    .run();
  db.insert(ruleVersions).values(ruleRows.ruleVersionRow(record)).run();
}

export function sqliteRuleReads(db: Db, read: Read): RuleReads {
  const newest = db.select().from(activations).orderBy(desc(activations.number)).limit(1).prepare();
  const { rule, version } = ruleVersions;
  return {
    newestActivation: () => read(() => newest.get() ?? null),
    listActivations: ({ limit, cursor }) =>
      read(() => {
        const before = lt(activations.number, fromNumberCursor(cursor));
        const found = db
          .select()
          .from(activations)
          .where(before)
          .orderBy(desc(activations.number))
          .limit(limit + 1)
          .all();
        return toPage(found, limit, ({ number }) => number);
      }),
    listRuleVersions: (id) =>
      read(() => {
        const found = db.select().from(ruleVersions).where(eq(rule, id)).orderBy(asc(version)).all();
        return found.map(ruleRows.toRuleVersion);
      }),
    findRuleVersion: (id, wanted) =>
      read(() => {
        const found = db
          .select()
          .from(ruleVersions)
          .where(and(eq(rule, id), eq(version, wanted)))
          .get();
        return found === undefined ? null : ruleRows.toRuleVersion(found);
      }),
    listPublishedRules: () => read(() => listPublished(db)),
    listRuleEvents: (id) =>
      read(() =>
        db
          .select()
          .from(ruleEvents)
          .where(id === undefined ? undefined : eq(ruleEvents.rule, id))
          .orderBy(asc(ruleEvents.number))
          .all()
          .map(ruleRows.toRuleEvent),
      ),
  };
}

function listPublished(db: Db): RuleVersionRecord[] {
  const { rule, version, publishedAt } = ruleVersions;
  const newest = db
    .select({ rule, version: max(version).as('newest') })
    .from(ruleVersions)
    .where(isNotNull(publishedAt))
    .groupBy(rule)
    .as('newest_of_rule');
  return db
    .select()
    .from(ruleVersions)
    .innerJoin(newest, and(eq(rule, newest.rule), eq(version, newest.version)))
    .orderBy(asc(rule))
    .all()
    .map((joined) => ruleRows.toRuleVersion(joined.rule_versions));
}
