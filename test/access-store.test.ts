import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeyRecord } from '../src/access/ports.ts';
import type { Store } from '../src/cases/ports.ts';
import { newId, sha256 } from '../src/lib/ids.ts';
import { openStore, type StoreSettings } from '../src/storage/open-store.ts';
import { audited } from './activate.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

const start = '2025-03-04T05:06:07.000Z';
const clock = { now: () => new Date(start) };

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const kinds: Record<string, () => Promise<StoreSettings>> = {
  SQLite: async () => ({ database: ':memory:', clock }),
  PostgreSQL: async () => ({ database: 'unused', databaseUrl: await postgres.createDatabase(), clock }),
};

const key = (more: Partial<KeyRecord> = {}): KeyRecord => ({
  id: newId(clock),
  name: 'ünïcode 🧭',
  sha256: sha256('the key'),
  scopes: ['cases:read', 'rules:read'],
  createdAt: start,
  expiresAt: null,
  revokedAt: null,
  ...more,
});

describe.each(Object.entries(kinds))('the access store on %s', (_kind, settingsOfNew) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await settingsOfNew());
  });
  afterEach(() => store.close());

  const actions = async () =>
    (await store.listAudit({ limit: 50, cursor: null })).items.map(({ action }) => action);

  it('returns a key as it was added, and its line of the audit with it', async () => {
    const added = key({ expiresAt: '2026-01-01T00:00:00.000Z' });
    expect([await store.hasKeys(), await store.findKey(added.id)]).toEqual([false, null]);
    await store.addKey({ key: added, audit: { ...audited, action: 'create-key' } });
    expect([await store.hasKeys(), await store.findKey(added.id)]).toEqual([true, added]);
    expect(await actions()).toEqual(['create-key']);
  });

  it('adds nothing when the id is taken', async () => {
    const first = key();
    await store.addKey({ key: first, audit: audited });
    const second = { ...first, name: 'another' };
    await expect(store.addKey({ key: second, audit: audited })).rejects.toMatchObject({ code: 'conflict' });
    expect([await store.listKeys(), await actions()]).toEqual([[first], ['test']]);
  });

  it('revokes a key once, and keeps it', async () => {
    const [gone, stays] = [key(), key({ createdAt: '2025-03-04T05:06:08.000Z' })];
    for (const each of [stays, gone]) await store.addKey({ key: each, audit: audited });
    const revoke = { id: gone.id, at: start, audit: { ...audited, action: 'revoke-key' } };
    expect(await store.revokeKey(revoke)).toBe(true);
    expect(await store.revokeKey({ ...revoke, at: '2025-03-05T00:00:00.000Z' })).toBe(false);
    expect(await store.revokeKey({ ...revoke, id: newId(clock) })).toBe(false);
    expect(await store.listKeys()).toEqual([{ ...gone, revokedAt: start }, stays]);
    expect(await store.hasKeys()).toBe(true);
    expect(await actions()).toEqual(['revoke-key', 'test', 'test']);
  });

  it('lists the audit page by page, newest first', async () => {
    for (const target of ['a', 'b', 'c']) await store.addAudit({ ...audited, target, details: { target } });
    const first = await store.listAudit({ limit: 2, cursor: null });
    expect(first.items).toEqual([
      { ...audited, number: 3, target: 'c', details: { target: 'c' } },
      { ...audited, number: 2, target: 'b', details: { target: 'b' } },
    ]);
    const second = await store.listAudit({ limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ items: [{ number: 1, target: 'a' }], nextCursor: null });
    await expect(store.listAudit({ limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});
