import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKey } from '../src/access/create-key.ts';
import { addEvidence } from '../src/cases/add-evidence.ts';
import { confirmCause } from '../src/cases/confirm-cause.ts';
import { openCase } from '../src/cases/open-case.ts';
import { replayDiagnosis } from '../src/cases/replay-diagnosis.ts';
import { backUp } from '../src/storage/backup/back-up.ts';
import { restore } from '../src/storage/backup/restore.ts';
import { openStore } from '../src/storage/open-store.ts';
import { caseDeps, forwarding } from './case-deps.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-backup-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

let files = 0;
const newFile = (): string => join(folder, `${++files}.db`);
const kinds: Record<string, () => Promise<{ database: string; databaseUrl?: string }>> = {
  SQLite: async () => ({ database: newFile() }),
  PostgreSQL: async () => ({ database: 'unused', databaseUrl: await postgres.createDatabase() }),
};
const pairs = Object.keys(kinds).flatMap((from) => Object.keys(kinds).map((to) => [from, to] as const));
const placeOf = (kind: string) => (kinds[kind] ?? kinds['SQLite'])?.() ?? { database: '' };

/** A database with two cases, one of them confirmed, and a key. Says what a reader sees of it. */
async function filled(place: { database: string; databaseUrl?: string }) {
  const deps = await caseDeps(place);
  await createKey(deps, { name: 'ci', scopes: ['admin'], expiresAt: null });
  const first = await openCase(deps, { evidence: forwarding(0), idempotency: null });
  await openCase(deps, { evidence: forwarding(1), idempotency: { key: 'k', fingerprint: 'f' } });
  await addEvidence(deps, { caseId: first.case.id, evidence: forwarding(1), idempotency: null });
  await confirmCause(deps, {
    caseId: first.case.id,
    rule: 'host.ip-forward-disabled',
    note: 'straße\n🧭',
    idempotency: null,
  });
  return deps;
}

type Deps = Awaited<ReturnType<typeof caseDeps>>;

async function contentOf({ store }: Pick<Deps, 'store'>) {
  const cases = (await store.listCases({ limit: 99, cursor: null })).items;
  const activation = await store.newestActivation();
  return {
    cases,
    evidence: await Promise.all(cases.map(({ id }) => store.listEvidence(id))),
    diagnoses: await Promise.all(cases.map(({ id }) => store.listDiagnoses(id, { limit: 99, cursor: null }))),
    keys: await store.listKeys(),
    kept: await store.findIdempotent('k'),
    activation,
    rulebook: JSON.stringify(await store.findRulebook(activation?.digest ?? '')),
    audit: (await store.listAudit({ limit: 99, cursor: null })).items,
  };
}

describe.each(pairs)('a backup of %s that is restored into %s', (fromKind, toKind) => {
  it('holds all that was there, replays it, and goes on from there', async () => {
    const from = await placeOf(fromKind);
    const deps = await filled(from);
    const before = await contentOf(deps);
    const file = newFile();
    expect(await backUp(from, { file, force: false })).toMatchObject({
      file,
      bytes: statSync(file).size,
      cases: 2,
      newestCase: before.cases[0]?.openedAt,
    });
    await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await deps.store.close();

    const to = await placeOf(toKind);
    expect(await restore(file, to)).toMatchObject({ cases: 2, kept: null, migrations: [] });
    const restored = await caseDeps(to);
    const { audit, ...after } = await contentOf(restored);
    const { audit: auditBefore, ...then } = before;
    expect(after).toEqual(then);
    const [note, ...rest] = audit;
    expect(rest).toEqual(auditBefore);
    expect(note).toMatchObject({ action: 'restore', number: (rest[0]?.number ?? 0) + 1 });
    for (const { id } of after.cases)
      expect(await replayDiagnosis(restored, { caseId: id, sequence: 'latest' })).toMatchObject({
        identical: true,
      });
    const next = await openCase(restored, { evidence: forwarding(0), idempotency: null });
    await confirmCause(restored, { caseId: next.case.id, rule: null, note: null, idempotency: null });
    expect((await restored.store.listAudit({ limit: 1, cursor: null })).items).toMatchObject([
      { action: 'confirm-cause', number: (note?.number ?? 0) + 2 },
    ]);
    await restored.store.close();
  });
});

describe('culprit backup', () => {
  it('writes one file that its owner alone may read, and leaves nothing beside it', async () => {
    const from = await placeOf('SQLite');
    await (await filled(from)).store.close();
    const beside = mkdtempSync(join(folder, 'beside-'));
    await backUp(from, { file: join(beside, 'b.db'), force: false });
    expect(readdirSync(beside)).toEqual(['b.db']);
    expect(statSync(join(beside, 'b.db')).mode & 0o777).toBe(0o600);
  });

  it('replaces a file only when it is told to', async () => {
    const from = await placeOf('SQLite');
    await (await filled(from)).store.close();
    const file = newFile();
    writeFileSync(file, 'precious');
    await expect(backUp(from, { file, force: false })).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(await backUp(from, { file, force: true })).toMatchObject({ cases: 2 });
  });

  it.each([
    ['is not there', (_: string) => {}, 'cannot be opened'],
    ['is no database', (file: string) => writeFileSync(file, 'x'.repeat(9999)), 'file is not a database'],
    [
      'is another program’s',
      (file: string) => new Database(file).exec('CREATE TABLE t (a)').close(),
      'not a database of culprit',
    ],
  ])('leaves the old backup where it was when the database %s', async (_, make, reason) => {
    const [database, file] = [newFile(), newFile()];
    make(database);
    writeFileSync(file, 'the old one');
    const refusal = backUp({ database }, { file, force: true });
    await expect(refusal).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(reason),
    });
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
    expect(existsSync(`${database}-wal`)).toBe(false);
  });

  it('never takes the place of a database in use, its own least of all, whatever its name', async () => {
    const from = { database: newFile() };
    const { store } = await filled(from);
    const link = newFile();
    symlinkSync(from.database, link);
    for (const file of [from.database, link, relative('.', from.database)])
      await expect(backUp(from, { file, force: true })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('the database itself'),
      });
    const other = { database: newFile() };
    await (await filled(other)).store.close();
    await expect(backUp(other, { file: from.database, force: true })).rejects.toThrow('a database in use');
    expect((await store.listCases({ limit: 9, cursor: null })).items).toHaveLength(2);
    await store.close();
  });

  it('refuses what is kept in memory only, and a folder that is not there', async () => {
    const given = { file: newFile(), force: false };
    await expect(backUp({ database: ':memory:' }, given)).rejects.toMatchObject({ code: 'invalid-setting' });
    const from = await placeOf('SQLite');
    await (await filled(from)).store.close();
    await expect(backUp(from, { file: join(folder, 'no', 'b.db'), force: false })).rejects.toThrow('ENOENT');
  });
});

describe('culprit restore', () => {
  let good: string;
  let target: { database: string };
  beforeEach(async () => {
    const from = { database: newFile() };
    await (await filled(from)).store.close();
    good = newFile();
    await backUp(from, { file: good, force: false });
    target = { database: newFile() };
    const deps = await caseDeps(target);
    await openCase(deps, { evidence: forwarding(0), idempotency: null });
    await deps.store.close();
  });

  it('keeps the database that it replaces, whole', async () => {
    const { kept } = await restore(good, target);
    expect(kept).toContain(`${target.database}.before-restore-`);
    for (const [database, cases] of [
      [target.database, 2],
      [kept ?? '', 1],
    ] as const) {
      const store = await openStore({ database });
      expect(await store.countCases()).toBe(cases);
      await store.close();
    }
    expect(statSync(target.database).mode & 0o777).toBe(0o600);
  });

  it('refuses while a process has the database open, though it does nothing', async () => {
    const store = await openStore(target);
    await expect(restore(good, target)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is in use'),
    });
    expect(await store.countCases()).toBe(1);
    await store.ping();
    await store.close();
    expect(await restore(good, target)).toMatchObject({ cases: 2 });
  });

  it('takes the place of a damaged database, and leaves it its log', async () => {
    writeFileSync(target.database, 'damaged'.repeat(1000));
    writeFileSync(`${target.database}-wal`, 'its log');
    const { kept } = await restore(good, target);
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('its log');
    const store = await openStore(target);
    expect(await store.countCases()).toBe(2);
    await store.close();
  });

  const harmed = (harm: (file: string) => void) => () => {
    const file = newFile();
    copyFileSync(good, file);
    harm(file);
    return file;
  };
  const change = (sql: string) => harmed((file) => new Database(file).exec(sql).close());
  it.each([
    ['is not there', () => newFile(), 'cannot be opened'],
    ['is no database', harmed((file) => writeFileSync(file, 'x'.repeat(9999))), 'file is not a database'],
    [
      'was cut off',
      harmed((file) => writeFileSync(file, readFileSync(file).subarray(0, 40_960))),
      'malformed',
    ],
    [
      'is of a newer version',
      change(`INSERT INTO applied_migrations VALUES ('9999-later.sql', '', '')`),
      'newer version',
    ],
    [
      'has a trigger',
      change('CREATE TRIGGER "e\u001bvil" AFTER INSERT ON audit BEGIN DELETE FROM cases; END'),
      'It has a trigger that culprit did not make: "e\\u001bvil".',
    ],
    ['has a view', change('CREATE VIEW v AS SELECT * FROM keys'), 'It has a view that'],
    ['lacks an index', change('DROP INDEX diagnoses_by_evidence'), 'It lacks'],
    ['lacks what keeps its audit', change('DROP TRIGGER audit_is_kept'), 'It lacks'],
    ['is another program’s', change('DROP TABLE applied_migrations'), 'It is not a database of culprit'],
    [
      'lacks what its rows name',
      change('PRAGMA foreign_keys = OFF; DELETE FROM rulebooks'),
      'It is not whole',
    ],
  ])('changes nothing for a file that %s', async (_, make, reason) => {
    const bytes = readFileSync(target.database);
    const file = make();
    const refusal = restore(file, target);
    await expect(refusal).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(reason),
    });
    await expect(refusal).rejects.toThrow(file);
    expect(readFileSync(target.database).equals(bytes)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('runs nothing in PostgreSQL that the name of a table says', async () => {
    const databaseUrl = await postgres.createDatabase();
    const name = "x'); CREATE TABLE owned (); --";
    const file = harmed((copy) => new Database(copy).exec(`CREATE TABLE "${name}" (number)`).close())();
    await expect(restore(file, { database: 'unused', databaseUrl })).rejects.toThrow('It has a table that');
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('owned') AS owned");
    await client.end();
    expect(rows).toEqual([{ owned: null }]);
  });

  it('brings the tables of an older version up to date', async () => {
    const migrations = join(mkdtempSync(join(folder, 'newer-')), 'migrations');
    cpSync(resolve('migrations'), migrations, { recursive: true });
    for (const kind of ['sqlite', 'postgres'])
      writeFileSync(join(migrations, kind, '0999-later.sql'), 'CREATE TABLE later (n integer NOT NULL);');
    const postgresPlace = { database: 'unused', databaseUrl: await postgres.createDatabase() };
    for (const place of [target, postgresPlace]) {
      expect(await restore(good, { ...place, migrations })).toMatchObject({ migrations: ['0999-later.sql'] });
      await expect(openStore(place)).rejects.toThrow('0999-later.sql');
    }
    // A database of the older version is backed up as it is.
    const older = { database: 'unused', databaseUrl: await postgres.createDatabase() };
    await (await openStore(older)).close();
    await backUp({ ...older, migrations }, { file: join(migrations, 'b.db'), force: false });
    expect(await restore(join(migrations, 'b.db'), { database: newFile() })).toMatchObject({
      migrations: [],
    });
  });

  it('restores into an empty PostgreSQL database only', async () => {
    const to = { database: 'unused', databaseUrl: await postgres.createDatabase() };
    await (await openStore(to)).close();
    await expect(restore(good, to)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('createdb'),
    });
  });
});
