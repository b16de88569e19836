import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseRecord, DiagnosisRecord, EvidenceRecord, Store } from '../src/cases/ports.ts';
import { newId } from '../src/lib/ids.ts';
import { openStore, type StoreSettings } from '../src/storage/open-store.ts';
import { activate, audited } from './activate.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

const start = '2025-03-04T05:06:07.000Z';
const rulebook = {
  digest: 'sha256:one',
  rules: [],
  conditions: {
    quiet: { title: 'nothing "answers"', when: { fact: 'text', operator: 'equal', value: 'é\u0000' } },
  },
};

let folder: string;
let postgres: PostgresServer;
let now: Date;
const clock = { now: () => now };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-storage-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
/** Settings of a new, empty database. */
const kinds: Record<string, () => Promise<StoreSettings>> = {
  'SQLite in memory': async () => ({ database: ':memory:', clock }),
  'a SQLite file': async () => ({ database: join(folder, 'made', `${++files}.db`), clock }),
  PostgreSQL: async () => ({ database: 'unused', databaseUrl: await postgres.createDatabase(), clock }),
};

const caseRecord = (): CaseRecord => ({
  id: newId(clock),
  openedAt: start,
  platform: 'aks',
  confirmation: null,
});
const evidenceRecord = (sequence = 1): EvidenceRecord => ({
  sequence,
  receivedAt: start,
  evidence: {
    facts: [],
    texts: [{ text: `dial tcp: i/o timeout\r\n\u0000 ${sequence} ünïcode 🧭`, host: 'n1' }],
  },
});
const diagnosisRecord = (sequence = 1): DiagnosisRecord => ({
  sequence,
  evidenceSequence: sequence,
  diagnosedAt: start,
  rulebookDigest: rulebook.digest,
  engineVersion: '1',
  factsDigest: 'f'.repeat(64),
  answer: `{"z":1,"a":"${sequence}  kept as it was"}`,
});
const response = (key: string, body = '{}') => ({ key, fingerprint: `POST ${key}`, body });

async function open(store: Store, idempotent: ReturnType<typeof response> | null = null): Promise<string> {
  const record = caseRecord();
  await store.openCase({
    record,
    evidence: evidenceRecord(),
    diagnosis: diagnosisRecord(),
    idempotent,
    audit: audited,
  });
  return record.id;
}

const add = (store: Store, caseId: string, sequence: number, key: string | null = null) =>
  store.addEvidence({
    caseId,
    evidence: evidenceRecord(sequence),
    diagnosis: diagnosisRecord(sequence),
    idempotent: key === null ? null : response(key),
    audit: audited,
  });

describe.each(Object.entries(kinds))('the case store on %s', (_kind, settingsOfNew) => {
  let settings: StoreSettings;
  let store: Store;
  beforeEach(async () => {
    now = new Date(start);
    settings = await settingsOfNew();
    store = await openStore(settings);
    await activate(store, rulebook);
  });
  afterEach(() => store.close());

  it('returns a case, its evidence and its diagnosis as they were stored', async () => {
    const record = caseRecord();
    await store.openCase({
      record,
      evidence: evidenceRecord(),
      diagnosis: diagnosisRecord(),
      idempotent: null,
      audit: audited,
    });
    expect(await store.findCase(record.id)).toEqual(record);
    expect(await store.listEvidence(record.id)).toEqual([evidenceRecord()]);
    expect(await store.findDiagnosis(record.id, 1)).toEqual(diagnosisRecord());
    expect(await store.findDiagnosis(record.id, 2)).toBeNull();
    await store.ping();
  });

  it('knows nothing of cases that were never opened', async () => {
    const id = newId(clock);
    expect(await store.findCase(id)).toBeNull();
    expect(await store.listEvidence(id)).toEqual([]);
    expect(await store.findDiagnosis(id, 'latest')).toBeNull();
    expect(await store.deleteCase(id, audited)).toBe(false);
    await expect(add(store, id, 2)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stores nothing of a case whose diagnosis cannot be stored, and quotes none of it', async () => {
    const record = caseRecord();
    const diagnosis = { ...diagnosisRecord(), rulebookDigest: 'sha256:never-kept' };
    const write = store.openCase({
      record,
      evidence: evidenceRecord(),
      diagnosis,
      idempotent: response('k'),
      audit: audited,
    });
    const error: unknown = await write.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'conflict', cause: expect.any(Error) });
    expect(inspect(error, { depth: null })).not.toContain('i/o timeout');
    expect(await store.findCase(record.id)).toBeNull();
    expect(await store.findIdempotent('k')).toBeNull();
  });

  it('lets one of two submissions have a sequence number', async () => {
    const id = await open(store);
    const both = await Promise.allSettled([add(store, id, 2, 'a'), add(store, id, 2, 'b')]);
    const lost = both.filter((one) => one.status === 'rejected');
    expect(lost).toMatchObject([{ reason: { code: 'conflict' } }]);
    expect(await store.listEvidence(id)).toEqual([evidenceRecord(1), evidenceRecord(2)]);
    expect(await store.findDiagnosis(id, 'latest')).toEqual(diagnosisRecord(2));
    const kept = await Promise.all(['a', 'b'].map((key) => store.findIdempotent(key)));
    expect(kept.filter((one) => one !== null)).toHaveLength(1);
  });

  it('stores the neighbours of a write that fails', async () => {
    const taken = await open(store);
    const records = [caseRecord(), { ...caseRecord(), id: taken }, caseRecord()];
    const writes = records.map((record) =>
      store.openCase({
        record,
        evidence: evidenceRecord(),
        diagnosis: diagnosisRecord(),
        idempotent: null,
        audit: audited,
      }),
    );
    const results = await Promise.allSettled(writes);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    for (const { id } of records) expect(await store.listEvidence(id)).toEqual([evidenceRecord()]);
  });

  it('stores a response with its write, once a key', async () => {
    const first = await open(store, response('k', '{"first":true}'));
    expect(await store.findIdempotent('k')).toEqual(response('k', '{"first":true}'));
    await expect(open(store, response('k'))).rejects.toMatchObject({ code: 'conflict' });
    const { items } = await store.listCases({ limit: 10, cursor: null });
    expect(items.map(({ id }) => id)).toEqual([first]);
  });

  it('forgets a response after 24 hours, and lets its key be used again', async () => {
    await open(store, response('k', '1'));
    now = new Date('2025-03-05T05:06:06.999Z');
    expect(await store.findIdempotent('k')).not.toBeNull();
    now = new Date('2025-03-05T05:06:07.000Z');
    expect(await store.findIdempotent('k')).toBeNull();
    await open(store, response('k', '2'));
    expect(await store.findIdempotent('k')).toEqual(response('k', '2'));
  });

  it('lists cases page by page, newest first, each once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      now = new Date(Date.parse(start) + n * 1000);
      ids.unshift(await open(store));
    }
    await store.confirm({
      caseId: ids[2] ?? '',
      confirmation: { rule: null, note: null, confirmedAt: start },
      idempotent: null,
      audit: audited,
    });
    const seen: string[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Store['listCases']>> = await store.listCases({ limit: 2, cursor });
      seen.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect((await store.listCases({ limit: 5, cursor: null })).nextCursor).toBeNull();
  });

  it('lists diagnoses page by page, oldest first', async () => {
    const id = await open(store);
    for (const sequence of [2, 3]) await add(store, id, sequence);
    const first = await store.listDiagnoses(id, { limit: 2, cursor: null });
    expect(first.items).toEqual([diagnosisRecord(1), diagnosisRecord(2)]);
    const second = await store.listDiagnoses(id, { limit: 2, cursor: first.nextCursor });
    expect(second).toEqual({ items: [diagnosisRecord(3)], nextCursor: null });
  });

  it('ends a page of diagnoses before 8 MiB of answers, but not before one', async () => {
    const id = await open(store);
    const long = (sequence: number, mebibytes: number) => ({
      ...diagnosisRecord(sequence),
      answer: `"${'é'.repeat(mebibytes * 512 * 1024)}"`,
    });
    for (const [sequence, mebibytes] of [
      [2, 5],
      [3, 2],
      [4, 2],
      [5, 9],
      [6, 1],
    ] as const)
      await store.addEvidence({
        caseId: id,
        evidence: evidenceRecord(sequence),
        diagnosis: long(sequence, mebibytes),
        idempotent: null,
        audit: audited,
      });
    const pages: number[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Store['listDiagnoses']>> = await store.listDiagnoses(id, {
        limit: 200,
        cursor,
      });
      pages.push(page.items.map(({ sequence }) => sequence));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages).toEqual([[1, 2, 3], [4], [5], [6]]);
  });

  it.each(['', 'x', '!!', '\u0000', Buffer.from('\u0000'.repeat(36)).toString('base64url')])(
    'refuses the cursor %j, which it never gave',
    async (cursor) => {
      const refusal = { code: 'invalid-request', details: [{ pointer: '/cursor' }] };
      await expect(store.listCases({ limit: 1, cursor })).rejects.toMatchObject(refusal);
      await expect(store.listDiagnoses(newId(clock), { limit: 1, cursor })).rejects.toMatchObject(refusal);
    },
  );

  it('has the newest confirmation in force', async () => {
    const caseId = await open(store);
    const wrong = { rule: 'host.ip-forward-disabled', note: 'a guess', confirmedAt: start };
    const right = { rule: null, note: null, confirmedAt: '2025-03-04T06:00:00.000Z' };
    await store.confirm({ caseId, confirmation: wrong, idempotent: response('c'), audit: audited });
    expect((await store.findCase(caseId))?.confirmation).toEqual(wrong);
    await store.confirm({ caseId, confirmation: right, idempotent: null, audit: audited });
    expect((await store.findCase(caseId))?.confirmation).toEqual(right);
    expect((await store.listCases({ limit: 9, cursor: null })).items).toHaveLength(1);
  });

  it('deletes a case with all that belongs to it, and no other', async () => {
    const [gone, stays] = [await open(store, response('gone')), await open(store, response('stays'))];
    await store.confirm({
      caseId: gone,
      confirmation: { rule: null, note: 'n', confirmedAt: start },
      idempotent: null,
      audit: audited,
    });
    expect(await store.deleteCase(gone, audited)).toBe(true);
    expect(await store.findCase(gone)).toBeNull();
    expect(await store.listEvidence(gone)).toEqual([]);
    expect(await store.findDiagnosis(gone, 'latest')).toBeNull();
    expect(await store.findIdempotent('gone')).toBeNull();
    expect(await store.findIdempotent('stays')).not.toBeNull();
    expect(await store.listEvidence(stays)).toEqual([evidenceRecord()]);
  });

  it('keeps the first of two rulebooks with one digest, byte for byte', async () => {
    await activate(store, { ...rulebook, conditions: {} });
    expect(JSON.stringify(await store.findRulebook(rulebook.digest))).toBe(JSON.stringify(rulebook));
    expect(await store.findRulebook('sha256:other')).toBeNull();
  });

  it('rejects with unavailable once it is closed', async () => {
    const other = await openStore(await settingsOfNew());
    await other.close();
    await expect(open(other)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(other.ping()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(other.findCase(newId(clock))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('applies a migration once, a new one at the next start, and none that was changed', async () => {
    const migrations = mkdtempSync(join(folder, 'migrations-'));
    cpSync(resolve('migrations'), migrations, { recursive: true });
    const kind = settings.databaseUrl === undefined ? 'sqlite' : 'postgres';
    const write = (sql: string) => writeFileSync(join(migrations, kind, '0999-extra.sql'), sql);
    // In memory there is no second start: a broken migration shows that the file is read at all.
    write('CREATE TABLE twice (n integer NOT NULL); CREATE TABLE twice (n integer NOT NULL);');
    await expect(openStore({ ...settings, migrations })).rejects.toMatchObject({ code: 'unavailable' });
    if (settings.database === ':memory:') return;
    write('CREATE TABLE once (n integer NOT NULL);');
    for (let time = 1; time <= 2; time++) await (await openStore({ ...settings, migrations })).close();
    write('CREATE TABLE once (n bigint NOT NULL);');
    await expect(openStore({ ...settings, migrations })).rejects.toThrow(
      'Migration 0999-extra.sql was changed after it had been applied to the database',
    );
    await expect(openStore(settings)).rejects.toThrow('which this version does not know');
  });
});
