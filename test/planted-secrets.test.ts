import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localActor } from '../src/access/actor.ts';
import { createKey } from '../src/access/create-key.ts';
import { redactionKeyOf } from '../src/cases/redaction-key.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createRedaction } from '../src/redact/redaction.ts';
import { secretKinds } from '../src/redact/secret-kinds.ts';
import { openStore } from '../src/storage/open-store.ts';
import { exampleRule } from './example-rule.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { startCulprit } from './run-culprit.ts';

/** Made-up secrets between ⟦ and ⟧, in the texts in which they come. */
const planted: { kind: string; text: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'planted-secrets.json'), 'utf8'),
);
const texts = planted.map(({ text }) => text.replace(/[⟦⟧]/g, ''));
/** Every form in which a value would be found again: in pieces where it goes over line ends, and as an address writes it. */
const values = planted.flatMap(({ text }) =>
  Array.from(text.matchAll(/⟦([^⟧]*)⟧/g), ([, value = '']) => value)
    .flatMap((value) => value.split('\\n'))
    .flatMap((value) => [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])]),
);
const foundIn = (content: string): string[] => values.filter((value) => content.includes(value));

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-planted-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Send = (path: string, init?: RequestInit) => Promise<{ status: number; body: string }>;

/** Collects all that is answered. */
function sender(url: string, answers: string[]): Send {
  return async (path, init) => {
    const response = await fetch(url + path, init);
    const body = await response.text();
    answers.push(`${JSON.stringify([...response.headers])}\n${body}`);
    return { status: response.status, body };
  };
}

const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

/** One secret, in all the ways in which a client can send it. */
async function plant(send: Send, text: string): Promise<void> {
  const line = text.split('\n').length === 1 && text.length <= 253 ? text : 'node-1';
  const evidence = { texts: [{ text, command: `cat x\n${text}`, host: line }] };
  const key = { 'idempotency-key': encodeURIComponent(text).slice(0, 255) };
  const { status, body } = await send('/v1/cases', json('POST', evidence, key));
  expect([status, body]).toEqual([201, expect.stringContaining('"redacted":[{"kind":')]);
  await send('/v1/cases', json('POST', evidence, key));
  const { id } = JSON.parse(body);
  const ofCase = `/v1/cases/${id}`;
  await send(`${ofCase}/evidence?command=${encodeURIComponent(text)}&host=${encodeURIComponent(line)}`, {
    method: 'POST',
    body: `${text}\n`,
    headers: { 'content-type': 'text/plain' },
  });
  const value = [{ subject: text, issuer: text, names: [text] }];
  const facts = [
    { fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: line },
    { fact: 'certificates.seen', value, host: 'node-1' },
  ];
  const added = await send(`${ofCase}/evidence`, json('POST', { facts }));
  expect([added.status, added.body]).toEqual([201, expect.stringContaining('"submitted":1')]);
  await send(`${ofCase}/confirmation`, json('POST', { rule: null, note: text }));
  await send(`${ofCase}/confirmation`, json('POST', { rule: text, note: text }));
  await send(`${ofCase}/replay`, { method: 'POST' });
  await send(ofCase);
  for (const wrong of [
    { facts: [{ fact: text, value }] },
    { facts: [{ fact: 'certificates.seen', value: [{ ...value[0], [text]: { [text]: 1 } }] }] },
    { facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: text }] },
    { facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: text, observedAt: text }] },
    { [text]: text },
    { texts: [{ text, [text]: 1 }] },
    { texts: [{ text }], platform: text },
  ])
    await send('/v1/diagnoses', json('POST', wrong));
  await send('/v1/diagnoses', json('POST', `${text} is a string`));
  await send(`/v1/diagnoses?${encodeURIComponent(text)}=1`, json('POST', evidence));
  await send(`/v1/${encodeURIComponent(text)}?token=${encodeURIComponent(text)}`);
  await send(`/v1/rules/${encodeURIComponent(text)}`);
  if (/^[\w.:-]{1,100}$/.test(text)) await send('/v1/cases?limit=0', { headers: { 'x-request-id': text } });
  const draft = { rule: { ...exampleRule, explanation: text } };
  expect((await send(`/v1/rules/${exampleRule.id}`, json('PUT', draft))).status).toBe(422);
  await send('/v1/rules/validate', json('POST', { rule: { ...exampleRule, [text]: text } }));
  await send(`/v1/rules/${exampleRule.id}/retire`, json('POST', { reason: text, successor: text }));
}

/** The reasons of changes to the rulebook: each keeps a whole one, so that a few stand for all. */
async function plantReasons(send: Send): Promise<void> {
  for (const reason of texts.filter((text) => text.length < 200).slice(0, 6))
    for (const change of ['disable', 'enable'])
      expect((await send(`/v1/rules/host.stale-arp-entry/${change}`, json('POST', { reason }))).status).toBe(
        200,
      );
}

/** The names of keys that are made on the server's database: those that are taken at all. */
async function plantKeys(place: { database: string; databaseUrl?: string }): Promise<number> {
  const store = await openStore(place);
  const redaction = createRedaction(await redactionKeyOf(store, { redactionKey: undefined }));
  const access = { actor: localActor, store, clock: systemClock, redaction };
  const made = await Promise.allSettled(
    texts.map((name) => createKey(access, { name, scopes: ['cases:read'], expiresAt: null })),
  );
  await store.close();
  return made.filter(({ status }) => status === 'fulfilled').length;
}

/** Submits all of them to a server of its own, and returns what it answered and logged. */
async function plantAll(env: Record<string, string>): Promise<{ answered: string; logged: string }> {
  const server = await startCulprit({ CULPRIT_LOG_LEVEL: 'trace', ...env });
  const answers: string[] = [];
  const send = sender(server.url, answers);
  try {
    for (const text of texts) await plant(send, text);
    await plantReasons(send);
    await send('/metrics');
    await send('/v1/audit?limit=200');
  } finally {
    await server.stop();
  }
  return { answered: answers.join('\n'), logged: server.logged() };
}

it('there are more than sixty planted secrets, at least one of each kind', () => {
  expect(planted).toHaveLength(61);
  expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set(secretKinds.map(({ id }) => id)));
});

it('no planted secret gets into the SQLite file, its log, the log, the metrics or an answer', async () => {
  const database = join(folder, 'cases', 'planted.db');
  const { answered, logged } = await plantAll({ CULPRIT_DATABASE: database });
  expect(answered).toContain('culprit_redactions_total{kind="jwt"}');
  expect(logged).toContain('/v1/cases');
  expect([foundIn(answered), foundIn(logged)]).toEqual([[], []]);
  expect(await plantKeys({ database })).toBeGreaterThan(20);
  for (const file of readdirSync(join(folder, 'cases')))
    expect([file, foundIn(readFileSync(join(folder, 'cases', file), 'latin1'))]).toEqual([file, []]);
}, 240_000);

it('no planted secret gets into a row of PostgreSQL', async () => {
  const url = await postgres.createDatabase();
  const { answered, logged } = await plantAll({ DATABASE_URL: url });
  expect([foundIn(answered), foundIn(logged)]).toEqual([[], []]);
  expect(await plantKeys({ database: 'unused', databaseUrl: url })).toBeGreaterThan(20);
  const kept = await rowsIn(url);
  expect(kept.length).toBeGreaterThan(10);
  for (const { table, rows } of kept) expect([table, foundIn(rows)]).toEqual([table, []]);
}, 240_000);

/** Each table's rows as texts, without what writing them so doubles. */
async function rowsIn(url: string): Promise<{ table: string; rows: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  const kept: { table: string; rows: string }[] = [];
  for (const { tablename: table } of tables) {
    const { rows } = await client.query(`SELECT t::text AS row FROM "${table}" t`);
    const texts = rows.map(({ row }) => String(row).replaceAll('""', '"').replaceAll('\\\\', '\\'));
    kept.push({ table, rows: texts.join('\n') });
  }
  await client.end();
  return kept;
}
