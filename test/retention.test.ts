import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nobody, systemActor } from '../src/access/actor.ts';
import { addEvidence } from '../src/cases/add-evidence.ts';
import { confirmCause } from '../src/cases/confirm-cause.ts';
import { deleteCase } from '../src/cases/delete-case.ts';
import { openCase } from '../src/cases/open-case.ts';
import { purgeCases } from '../src/cases/purge-cases.ts';
import { newId } from '../src/lib/ids.ts';
import { audited } from './activate.ts';
import { caseDeps } from './case-deps.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-retention-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

interface Place {
  database: string;
  databaseUrl?: string;
}

let files = 0;
const kinds: Record<string, () => Promise<Place>> = {
  SQLite: async () => ({ database: join(folder, `${++files}.db`) }),
  PostgreSQL: async () => ({ database: 'unused', databaseUrl: await postgres.createDatabase() }),
};

/** All that a reader of the disk, or of the tables, would see. */
async function everythingIn({ database, databaseUrl }: Place): Promise<string> {
  if (databaseUrl === undefined)
    return ['', '-wal', '-shm']
      .map((end) => `${database}${end}`)
      .map((file) => (existsSync(file) ? readFileSync(file, 'latin1') : ''))
      .join('');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  let all = '';
  for (const { tablename } of rows)
    all += JSON.stringify((await client.query(`SELECT * FROM ${tablename}`)).rows);
  await client.end();
  return all;
}

const evidenceWith = (word: string) => ({
  facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: `host-of-${word}` }],
  texts: [{ text: `${word} was here\n`.repeat(3000) }],
});

describe.each(Object.entries(kinds))('retention on %s', (_kind, placeOfNew) => {
  let place: Place;
  let deps: Awaited<ReturnType<typeof caseDeps>>;
  beforeEach(async () => {
    place = await placeOfNew();
    deps = await caseDeps(place);
  });
  afterEach(() => deps.store.close());

  const open = async (word: string) => {
    const input = { evidence: evidenceWith(word), idempotency: { key: `key-of-${word}`, fingerprint: word } };
    const { id: caseId } = (await openCase(deps, input)).case;
    await confirmCause(deps, { caseId, rule: null, note: `note of ${word}`, idempotency: null });
    return caseId;
  };
  const purge = (days = 30) => purgeCases({ ...deps, actor: systemActor }, { days });
  const auditOf = async (id: string) => {
    const { items } = await deps.store.listAudit({ limit: 99, cursor: null });
    return items
      .filter(({ target }) => target === `case:${id}`)
      .map(({ actor, action }) => `${actor} ${action}`);
  };

  it('leaves of a case that was kept for long enough nothing but its lines in the audit', async () => {
    deps.setTime('2025-01-01T00:00:00.000Z');
    const old = await open('zanzibar');
    deps.setTime('2025-03-01T00:00:00.000Z');
    const young = await open('ulaanbaatar');
    expect(await everythingIn(place)).toContain('zanzibar');
    expect(await purge()).toEqual({ ids: [old], isClean: true });
    const left = await everythingIn(place);
    expect(left).not.toContain('zanzibar');
    expect(left).toContain('ulaanbaatar');
    expect(await auditOf(old)).toEqual(['system purge-case', 'local confirm-cause', 'local open-case']);
    expect(await deps.store.findIdempotent('key-of-zanzibar')).toBeNull();
    expect(await deps.store.findCase(young)).not.toBeNull();
    expect(await purge()).toEqual({ ids: [], isClean: true });
  });

  it('counts from the last submission or confirmation', async () => {
    deps.setTime('2025-01-01T00:00:00.000Z');
    const [quiet, submitted, confirmed] = [await open('a'), await open('b'), await open('c')];
    deps.setTime('2025-02-01T00:00:00.000Z');
    await addEvidence(deps, { caseId: submitted, evidence: evidenceWith('b'), idempotency: null });
    await confirmCause(deps, { caseId: confirmed, rule: null, note: null, idempotency: null });
    deps.setTime('2025-02-10T00:00:00.000Z');
    expect((await purge()).ids).toEqual([quiet]);
    deps.setTime('2025-03-03T00:00:00.001Z');
    expect((await purge()).ids.sort()).toEqual([submitted, confirmed].sort());
  });

  it('spares a case to which something came after it was found', async () => {
    deps.setTime('2025-01-01T00:00:00.000Z');
    const id = await open('late');
    const before = '2025-02-01T00:00:00.000Z';
    expect(await deps.store.listQuietCases({ before, after: '', limit: 9 })).toEqual([id]);
    deps.setTime('2025-02-02T00:00:00.000Z');
    await addEvidence(deps, { caseId: id, evidence: evidenceWith('late'), idempotency: null });
    expect(await deps.store.purgeCase({ id, before, audit: audited })).toBe(false);
    expect(await deps.store.findCase(id)).not.toBeNull();
  });

  it('purges each case once, though two processes do it', async () => {
    deps.setTime('2025-01-01T00:00:00.000Z');
    const ids: string[] = [];
    for (let n = 0; n < 11; n++) ids.push(await open(`n${n}`));
    deps.setTime('2025-03-01T00:00:00.000Z');
    const other = await caseDeps(place);
    other.setTime('2025-03-01T00:00:00.000Z');
    const both = await Promise.all([purge(), purgeCases({ ...other, actor: systemActor }, { days: 30 })]);
    await other.store.close();
    expect(both.flatMap((purged) => purged.ids).sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await auditOf(id)).toHaveLength(3);
  });

  it('takes what backtests say of it out of them, and backtests as old as it', async () => {
    deps.setTime('2025-01-01T00:00:00.000Z');
    const [gone, young] = [await open('gone'), newId(deps.clock)];
    const comparison = (id: string, kind: string) => ({
      id,
      kind,
      before: { probability: 0.1 },
      confirmed: null,
    });
    const report = {
      cases: 2,
      worse: [comparison(gone, 'case'), comparison(young, 'case')],
      better: [],
      changed: [comparison(gone, 'case'), comparison(gone, 'incident')],
    };
    const add = async (startedAt: string) => {
      const id = newId(deps.clock);
      const progress = { done: 2, total: 2 };
      const request = { from: 'a', to: 'b' };
      const result = JSON.stringify(report);
      await deps.store.addBacktest({
        backtest: { id, state: 'done', progress, request, result, startedAt, updatedAt: startedAt },
        audit: audited,
      });
      return id;
    };
    const [old, recent] = [await add('2025-01-01T00:00:00.000Z'), await add('2025-02-27T00:00:00.000Z')];
    deps.setTime('2025-03-01T00:00:00.000Z');
    await purge();
    expect(await deps.store.findBacktest(old)).toBeNull();
    const kept = await deps.store.findBacktest(recent);
    expect(kept?.updatedAt).toBe('2025-02-27T00:00:00.000Z');
    expect(JSON.parse(kept?.result ?? '')).toEqual({
      ...report,
      worse: [comparison(young, 'case')],
      changed: [comparison(gone, 'incident')],
    });
  });

  it('gives the same to a case that is deleted by hand', async () => {
    const id = await open('zanzibar');
    await deleteCase(deps, { caseId: id });
    expect(await everythingIn(place)).not.toContain('zanzibar');
    expect((await auditOf(id))[0]).toBe('local delete-case');
  });

  it('is not for everybody', async () => {
    await expect(purgeCases({ ...deps, actor: nobody }, { days: 30 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('stops after the cases at hand when it is told to', async () => {
    deps.setTime('2025-01-01T00:00:00.000Z');
    for (let n = 0; n < 9; n++) await open(`n${n}`);
    deps.setTime('2025-03-01T00:00:00.000Z');
    const stopping = AbortSignal.abort();
    expect((await purgeCases({ ...deps, actor: systemActor }, { days: 30, signal: stopping })).ids).toEqual(
      [],
    );
    expect(await deps.store.countCases()).toBe(9);
  });
});

it('empties the log of SQLite as soon as nobody reads it any more', async () => {
  const place = { database: join(folder, 'read.db') };
  const deps = await caseDeps(place);
  const { id } = (await openCase(deps, { evidence: evidenceWith('zanzibar'), idempotency: null })).case;
  const reader = new Database(place.database, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM cases').get();
  deps.setTime('2026-01-01T00:00:00.000Z');
  expect(await purgeCases(deps, { days: 30 })).toEqual({ ids: [id], isClean: false });
  expect(await everythingIn(place)).toContain('zanzibar');
  reader.close();
  await expect.poll(() => everythingIn(place), { timeout: 20_000 }).not.toContain('zanzibar');
  await deps.store.close();
});

it('leaves PostgreSQL no dead rows of what it purged', async () => {
  const place = { database: 'unused', databaseUrl: await postgres.createDatabase() };
  const deps = await caseDeps(place);
  await openCase(deps, { evidence: evidenceWith('zanzibar'), idempotency: null });
  deps.setTime('2026-01-01T00:00:00.000Z');
  await purgeCases(deps, { days: 30 });
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    'SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL AND n_dead_tup = 0 ORDER BY 1',
  );
  await client.end();
  await deps.store.close();
  expect(rows.map(({ relname }) => relname)).toEqual([
    'backtests',
    'cases',
    'confirmations',
    'diagnoses',
    'evidence',
    'idempotent_responses',
  ]);
});
