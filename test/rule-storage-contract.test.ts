import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/cases/ports.ts';
import type { RulebookChange, RuleEvent, RuleVersionRecord } from '../src/cases/rule-ports.ts';
import { makeRulebook } from '../src/rulebook/make-rulebook.ts';
import { openStore, type StoreSettings } from '../src/storage/open-store.ts';
import { audited } from './activate.ts';
import { forwardingOff, start } from './case-deps.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const kinds: Record<string, () => Promise<StoreSettings>> = {
  SQLite: async () => ({ database: ':memory:' }),
  PostgreSQL: async () => ({ database: 'unused', databaseUrl: await postgres.createDatabase() }),
};

const record = (version: number, given: Partial<RuleVersionRecord> = {}): RuleVersionRecord => ({
  rule: { ...forwardingOff, version },
  test: null,
  sha256: String(version).repeat(64),
  author: 'local',
  savedAt: start,
  publishedAt: null,
  ...given,
});
const seenOf = ({ rule: { version }, sha256, savedAt }: RuleVersionRecord) => ({ version, sha256, savedAt });
const change = (number: number, given: Partial<RulebookChange> = {}): RulebookChange => {
  const rulebook = makeRulebook({ rules: [{ ...forwardingOff, version: number }], conditions: {} });
  const activation = {
    number,
    digest: rulebook.digest,
    activatedAt: start,
    actor: 'local',
    reason: 'a test',
  };
  return { publish: [], events: [], rulebook, activation, audit: [audited], ...given };
};
const event = (kind: RuleEvent['kind']): RuleEvent => ({
  rule: forwardingOff.id,
  kind,
  platform: null,
  reason: 'why',
  successor: null,
  until: null,
  actor: 'local',
  at: start,
});

describe.each(Object.entries(kinds))('the rule store on %s', (_kind, settingsOfNew) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await settingsOfNew());
  });
  afterEach(() => store.close());

  const save = (draft: RuleVersionRecord, seen: RuleVersionRecord | null) =>
    store.saveDraft({ draft, seen: seen === null ? null : seenOf(seen), audit: audited });
  const entries = async () => (await store.listAudit({ limit: 50, cursor: null })).items.length;

  it('keeps a draft until a later one of the same number takes its place', async () => {
    const [first, again] = [
      record(1),
      record(1, { sha256: 'a'.repeat(64), savedAt: '2025-03-04T05:07:00.000Z' }),
    ];
    await save(first, null);
    expect(await store.findRuleVersion(forwardingOff.id, 1)).toEqual(first);
    await save(again, first);
    expect(await store.listRuleVersions(forwardingOff.id)).toEqual([again]);
    expect(await entries()).toBe(2);
  });

  it('refuses a draft of an author who saw another newest version, and audits nothing of it', async () => {
    await save(record(1), null);
    await expect(save(record(1), null)).rejects.toMatchObject({ code: 'conflict' });
    const stale = record(1, { savedAt: '2024-01-01T00:00:00.000Z' });
    await expect(save(record(1), stale)).rejects.toMatchObject({ code: 'conflict' });
    expect(await entries()).toBe(1);
  });

  it('lets only one of two authors at once through', async () => {
    const base = record(1);
    await save(base, null);
    const drafts = [1, 2, 3, 4].map((n) =>
      save(record(1, { sha256: String(n).repeat(64), savedAt: `2025-03-04T06:00:0${n}.000Z` }), base),
    );
    const settled = await Promise.allSettled(drafts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('publishes, activates and audits as a whole, or not at all', async () => {
    const published = record(1, { publishedAt: start });
    await save(record(1), null);
    await store.changeRulebook(change(1, { publish: [published], events: [event('disabled')] }));
    expect(await store.listPublishedRules()).toEqual([published]);
    expect(await store.newestActivation()).toEqual(change(1).activation);
    const lost = change(1, { publish: [record(2, { publishedAt: start })], events: [event('enabled')] });
    await expect(store.changeRulebook(lost)).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.findRuleVersion(forwardingOff.id, 2)).toBeNull();
    expect(await store.listRuleEvents()).toEqual([event('disabled')]);
    expect(await entries()).toBe(2);
  });

  it('publishes a draft as it was last saved; another one makes way only where it shall', async () => {
    const again = record(1, { sha256: 'a'.repeat(64), savedAt: '2025-03-04T05:07:00.000Z' });
    await save(record(1), null);
    await save(again, record(1));
    const published = record(1, { publishedAt: start });
    const stale = change(1, { publish: [published] });
    await expect(store.changeRulebook(stale)).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.listRuleVersions(forwardingOff.id)).toEqual([again]);
    await store.changeRulebook({ ...stale, otherDrafts: 'make-way' });
    expect(await store.listRuleVersions(forwardingOff.id)).toEqual([published]);
  });

  it('never changes what is published', async () => {
    const published = record(1, { publishedAt: start });
    await store.changeRulebook(change(1, { publish: [published] }));
    const other = record(1, { sha256: 'b'.repeat(64), publishedAt: start });
    await expect(store.changeRulebook(change(2, { publish: [other] }))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(save(record(1), published)).rejects.toThrow();
    expect(await store.listRuleVersions(forwardingOff.id)).toEqual([published]);
  });

  it('lists activations newest first, in pages, and the newest published version of each rule', async () => {
    for (const n of [1, 2, 3])
      await store.changeRulebook(change(n, { publish: [record(n, { publishedAt: start })] }));
    await save(record(4), record(3, { publishedAt: start }));
    const first = await store.listActivations({ limit: 2, cursor: null });
    expect(first.items.map(({ number }) => number)).toEqual([3, 2]);
    const second = await store.listActivations({ limit: 2, cursor: first.nextCursor });
    expect([second.items.map(({ number }) => number), second.nextCursor]).toEqual([[1], null]);
    expect((await store.listPublishedRules()).map(({ rule }) => rule.version)).toEqual([3]);
  });

  it('keeps backtests as they go on', async () => {
    const backtest = {
      id: '01976e2f-5c1b-7cc3-98c4-dc0c0c07398f',
      state: 'running',
      progress: { done: 0, total: 3 },
      request: { from: 'a', to: 'b' },
      result: null,
      startedAt: start,
      updatedAt: start,
    } as const;
    await store.addBacktest({ backtest, audit: audited });
    const done = { ...backtest, state: 'done', progress: { done: 3, total: 3 }, result: '{}' } as const;
    await store.updateBacktest(done);
    expect(await store.findBacktest(backtest.id)).toEqual(done);
    expect(await store.findBacktest('none')).toBeNull();
  });
});
