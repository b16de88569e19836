import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localActor } from '../src/access/actor.ts';
import { createKey } from '../src/access/create-key.ts';
import { examine } from '../src/cli/doctor/examine.ts';
import { openStore } from '../src/storage/open-store.ts';
import { audited } from './activate.ts';
import { testRedaction } from './case-deps.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { culprit, root, run, startCulprit } from './run-culprit.ts';

let folder: string;
let good: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-doctor-'));
  good = join(folder, 'good.db');
  postgres = await startPostgres();
  // A server's own start: the rulebook is in force.
  const server = await startCulprit({ CULPRIT_DATABASE: good });
  await server.stop();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
/** A copy of the good database, which its test may harm. */
function copied(): string {
  const file = join(folder, `${++files}.db`);
  copyFileSync(good, file);
  chmodSync(file, 0o600);
  return file;
}

interface Told {
  level: string;
  area: string;
  message: string;
  advice: string | null;
}

const badOf = (findings: readonly Told[]) => findings.filter(({ level }) => level !== 'ok');

/** Within this process. */
async function doctor(env: Record<string, string>, server?: string) {
  const findings = await examine({ environment: { CULPRIT_DATABASE: good, ...env }, server });
  return { findings, bad: badOf(findings) };
}

/** As a shell would run it. */
async function runDoctor(env: Record<string, string>) {
  const { code, out } = await culprit(['doctor', '--json'], { env: { CULPRIT_DATABASE: good, ...env } });
  const { ok, findings }: { ok: boolean; findings: Told[] } = JSON.parse(out);
  return { code, ok, bad: badOf(findings) };
}

const told = (level: string, area: string, message: string) => ({
  level,
  area,
  message: expect.stringContaining(message),
  advice: expect.stringMatching(/./),
});

describe('culprit doctor', { timeout: 60_000 }, () => {
  it('finds nothing wrong where nothing is, in words, and leaves everything as it was', async () => {
    const before = [readdirSync(folder), statSync(good).mtimeMs, readFileSync(good)];
    const { code, out } = await culprit(['doctor'], { env: { CULPRIT_DATABASE: good } });
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        /ok +rulebook +The folder's rulebook is in force[\s\S]* 0 warnings, 0 failures\n$/,
      ),
    ]);
    expect([readdirSync(folder), statSync(good).mtimeMs, readFileSync(good)]).toEqual(before);
  });

  it('says what is wrong with settings, all of it, and shows no secret', async () => {
    const environment = {
      CULPRIT_PORT: 'many',
      CULPRIT_MAX_HOSTS: '-1',
      CULPRIT_RETENTON_DAYS: '30',
      CULPRIT_OIDC_AUDIENCE: 'culprit',
      CULPRIT_API_KEY: 'culprit_very_secret',
      CULPRIT_SERVICE_HOST: '10.0.0.1',
    };
    const { bad, findings } = await doctor(environment);
    const asRun = await runDoctor(environment);
    expect([asRun.code, asRun.ok]).toEqual([1, false]);
    expect(asRun.bad).toEqual(bad);
    expect(bad).toEqual([
      told('fail', 'settings', 'CULPRIT_PORT must be'),
      told('fail', 'settings', 'CULPRIT_MAX_HOSTS must be'),
      told('fail', 'settings', 'CULPRIT_OIDC_ISSUER must be set'),
      {
        ...told('warn', 'settings', 'CULPRIT_RETENTON_DAYS is set'),
        advice: 'Did you mean CULPRIT_RETENTION_DAYS?',
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('very_secret');
  });

  const damaged = (harm: (file: string) => void) => async () => {
    const file = copied();
    harm(file);
    return file;
  };
  const change = (sql: string) => damaged((file) => new Database(file).exec(sql).close());
  it.each([
    ['is no database', damaged((file) => writeFileSync(file, 'x'.repeat(9999))), 'file is not a database'],
    [
      'was cut off',
      damaged((file) => writeFileSync(file, readFileSync(file).subarray(0, 65_536))),
      'damaged|malformed',
    ],
    [
      'has other bytes',
      damaged((file) => writeFileSync(file, 'x'.repeat(9999), { flag: 'r+' })),
      'not a database',
    ],
    [
      'lost rows',
      change('PRAGMA foreign_keys = OFF; DELETE FROM rulebooks'),
      'Rows of activations name rows that are not there',
    ],
    [
      'is of a newer version',
      change("INSERT INTO applied_migrations VALUES ('9999-later.sql', '', '')"),
      'newer version',
    ],
    ['is a folder', async () => folder, 'cannot be (read|opened)|not a file'],
  ])('says so when the database %s', async (_, make, message) => {
    const { bad } = await doctor({ CULPRIT_DATABASE: await make() });
    expect(bad).toContainEqual({
      level: 'fail',
      area: 'database',
      message: expect.stringMatching(message),
      advice: expect.stringMatching(/./),
    });
  });

  it('tells what the next start will do to the tables of an older version', async () => {
    const file = copied();
    const newest = readdirSync(join(root, 'migrations/sqlite')).sort().at(-1);
    new Database(file).exec(`DELETE FROM applied_migrations WHERE name = '${newest}'`).close();
    const { code, bad } = await runDoctor({ CULPRIT_DATABASE: file });
    expect([code, bad]).toEqual([0, [told('warn', 'database', `the next start applies ${newest}`)]]);
  });

  it('says that others may read the file', async () => {
    const file = copied();
    chmodSync(file, 0o644);
    expect((await doctor({ CULPRIT_DATABASE: file })).bad).toEqual([
      told('warn', 'database', 'has the mode 644'),
    ]);
  });

  it('says that the database is locked, and by whom', async () => {
    const [file, written] = [copied(), copied()];
    const holder = new Database(file);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
    const writer = new Database(written);
    writer.pragma('journal_mode = WAL');
    writer.exec('BEGIN IMMEDIATE');
    const [locked, busy] = await Promise.all(
      [file, written].map((CULPRIT_DATABASE) => runDoctor({ CULPRIT_DATABASE })),
    );
    holder.close();
    writer.close();
    expect(locked?.bad).toEqual([told('fail', 'database', `is locked by process ${process.pid}`)]);
    expect(busy?.bad).toEqual([
      told('warn', 'database', `Process ${process.pid} holds the lock for writing`),
    ]);
  });

  it('says that the user may not read the file, or not write beside it', async () => {
    const shut = join(mkdtempSync(join(folder, 'rights-')), 'a.db');
    copyFileSync(good, shut);
    chmodSync(folder, 0o755);
    const check = async (mode: number, ofFolder: number) => {
      chmodSync(shut, mode);
      chmodSync(join(shut, '..'), ofFolder);
      const { out, err } = await run(process.execPath, ['test/check-unprivileged.ts', shut]);
      expect(err).toBe('');
      return JSON.parse(out).filter(({ level }: Told) => level === 'fail');
    };
    expect(await check(0o000, 0o555)).toEqual([
      told('fail', 'database', 'cannot be read by this user'),
      told('fail', 'database', 'cannot be written by this user'),
    ]);
    expect(await check(0o444, 0o555)).toContainEqual(
      told('fail', 'database', 'cannot be written by this user'),
    );
    chmodSync(join(shut, '..'), 0o755);
  });

  it('says what is wrong with the rules folder', async () => {
    const rules = join(folder, 'rules');
    cpSync(join(root, 'rules'), rules, { recursive: true });
    const check = async (CULPRIT_RULES: string) => (await doctor({ CULPRIT_RULES })).bad;
    expect(await check(join(folder, 'nowhere'))).toEqual([
      told('fail', 'rulebook', 'cannot read the rulebook'),
    ]);
    rmSync(join(rules, 'rules.lock.json'));
    expect(await check(rules)).toEqual([told('warn', 'rulebook', 'no lock')]);
    writeFileSync(join(rules, 'host', 'ip-forward-disabled.json'), '{');
    expect(await check(rules)).toEqual([told('fail', 'rulebook', 'No rulebook can be loaded')]);
  });

  it('says that nobody can get in, or that a key has ended', async () => {
    expect((await doctor({ CULPRIT_HOST: '0.0.0.0' })).bad).toEqual([
      told('fail', 'keys', 'CULPRIT_HOST is 0.0.0.0'),
    ]);
    const CULPRIT_DATABASE = copied();
    const store = await openStore({ database: CULPRIT_DATABASE });
    const clock = { now: () => new Date('2020-01-01T00:00:00.000Z') };
    const expiresAt = '2020-01-02T00:00:00.000Z';
    await createKey(
      { actor: localActor, store, clock, redaction: testRedaction },
      { name: 'old bot', scopes: ['admin'], expiresAt },
    );
    await store.close();
    const { bad } = await doctor({ CULPRIT_DATABASE, CULPRIT_HOST: '0.0.0.0' });
    expect(bad).toContainEqual(told('fail', 'keys', 'No key is valid any more'));
    expect(bad).toContainEqual(told('warn', 'keys', 'Expired: old bot'));
    expect(bad).toContainEqual(told('warn', 'clock', 'goes on with an earlier time'));
  });

  it('says that stored times are in the future', async () => {
    const CULPRIT_DATABASE = copied();
    const store = await openStore({ database: CULPRIT_DATABASE });
    await store.addAudit({ ...audited, at: '2999-01-01T00:00:00.000Z' });
    await store.close();
    expect((await doctor({ CULPRIT_DATABASE })).bad).toEqual([told('warn', 'clock', 'is in the future')]);
  });

  it('looks at a server, and says when there is none', async () => {
    const server = await startCulprit({ CULPRIT_DATABASE: good });
    const { bad, findings } = await doctor({}, server.url);
    await server.stop();
    expect(bad).toEqual([]);
    const messages = findings
      .filter(({ area }) => area === 'server' || area === 'clock')
      .map(({ message }) => message);
    expect(messages.join('\n')).toMatch(
      /answers, in[\s\S]*agrees with this machine’s[\s\S]*It is ready[\s\S]*Its version is this one/,
    );
    expect((await doctor({}, server.url)).bad).toEqual([told('fail', 'server', 'does not answer')]);
  });

  it('looks at PostgreSQL, and names no password when it is out of reach', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const empty = await doctor({ DATABASE_URL });
    expect(empty.bad).toEqual([]);
    await (await openStore({ database: '', databaseUrl: DATABASE_URL })).close();
    const full = await doctor({ DATABASE_URL });
    expect(full.bad).toEqual([]);
    expect(full.findings.map(({ message }) => message).join('\n')).toMatch(
      /PostgreSQL 1\d[\s\S]*up to date[\s\S]*clock agrees/,
    );
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query(
      `ALTER DATABASE ${new URL(DATABASE_URL).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    await client.end();
    expect((await doctor({ DATABASE_URL })).bad).toEqual([told('fail', 'database', 'It is read-only')]);
    const away = await doctor({ DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:9/x' });
    expect(away.bad).toEqual([told('fail', 'database', 'cannot be used')]);
    expect(JSON.stringify(away)).not.toContain('hunter2');
  });

  it('knows a database that is not there yet, and one in memory', async () => {
    const fresh = join(folder, 'not', 'there', 'yet.db');
    expect(await doctor({ CULPRIT_DATABASE: fresh })).toMatchObject({ bad: [] });
    expect((await doctor({ CULPRIT_DATABASE: ':memory:' })).bad).toEqual([
      told('warn', 'database', 'every case is lost'),
    ]);
  });
});
