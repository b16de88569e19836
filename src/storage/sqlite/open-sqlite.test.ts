import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { activate, audited } from '../../../test/activate.ts';
import { openStore } from '../open-store.ts';
import { connectSqlite } from './open-sqlite.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-sqlite-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('waits for the disk at every commit, and holds on to references', () => {
  const database = connectSqlite(join(folder, 'a.db'));
  const [full, on] = [2, 1];
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(full);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(on);
  database.close();
});

it('lets nobody but the owner read the file and its log', async () => {
  const file = join(folder, 'new', 'folders', 'a.db');
  const store = await openStore({ database: file });
  for (const path of [file, `${file}-wal`]) expect(statSync(path).mode & 0o777).toBe(0o600);
  await store.close();
});

it('refuses to change or replace what was stored', async () => {
  const file = join(folder, 'a.db');
  await (await openStore({ database: file })).close();
  const database = connectSqlite(file);
  database.exec(`INSERT INTO cases VALUES ('a', 't', NULL); INSERT INTO evidence VALUES ('a', 1, 't', '{}')`);
  expect(() => database.exec(`UPDATE evidence SET content = '[]'`)).toThrow('evidence is never changed');
  expect(() => database.exec(`UPDATE cases SET platform = 'aks'`)).toThrow('cases are never changed');
  database.close();
});

it('refuses to change a key but to revoke it, and to touch the audit', async () => {
  const file = join(folder, 'keys.db');
  await (await openStore({ database: file })).close();
  const database = connectSqlite(file);
  database.exec(`INSERT INTO keys VALUES ('k', 'ci', 'hash', 'cases:read', 't', '2025', NULL);
    INSERT INTO audit (at, actor, action, target, details) VALUES ('t', 'local', 'a', 'b', '{}')`);
  for (const change of [`sha256 = 'other'`, `scopes = 'admin'`, 'expires_at = NULL'])
    expect(() => database.exec(`UPDATE keys SET ${change}`)).toThrow('a key can only be revoked');
  database.exec(`UPDATE keys SET revoked_at = 't'`);
  expect(() => database.exec('UPDATE keys SET revoked_at = NULL')).toThrow('a key can only be revoked');
  expect(() => database.exec('DELETE FROM keys')).toThrow('keys are never deleted');
  expect(() => database.exec(`UPDATE audit SET actor = 'system'`)).toThrow('the audit is never changed');
  expect(() => database.exec('DELETE FROM audit')).toThrow('the audit is never deleted');
  database.close();
});

it('says why a file that is no database cannot be opened', async () => {
  const file = join(folder, 'a.db');
  writeFileSync(file, 'not a database, however long it may be');
  const refusal = openStore({ database: file });
  await expect(refusal).rejects.toMatchObject({ code: 'unavailable' });
  await expect(refusal).rejects.toThrow(`The database ${file} cannot be opened: file is not a database.`);
});

it('says why a path below a file cannot be opened', async () => {
  writeFileSync(join(folder, 'file'), '');
  const refusal = openStore({ database: join(folder, 'file', 'a.db') });
  await expect(refusal).rejects.toMatchObject({ code: 'unavailable' });
  await expect(refusal).rejects.toThrow(/cannot be opened: E(EXIST|NOTDIR)/);
});

it('keeps no byte of what was deleted', async () => {
  const file = join(folder, 'a.db');
  const store = await openStore({ database: file });
  await activate(store, { digest: 'd', rules: [], conditions: {} });
  const open = (id: string) =>
    store.openCase({
      record: { id, openedAt: 't', platform: null, confirmation: null },
      evidence: {
        sequence: 1,
        receivedAt: 't',
        evidence: { facts: [], texts: [{ text: `secret of ${id} `.repeat(2000) }] },
      },
      diagnosis: {
        sequence: 1,
        evidenceSequence: 1,
        diagnosedAt: 't',
        rulebookDigest: 'd',
        engineVersion: '1',
        factsDigest: 'f',
        answer: `{"quoted":"secret of ${id}"}`,
      },
      idempotent: null,
      audit: audited,
    });
  for (const id of ['stays', 'gone', 'last']) await open(id);
  await store.deleteCase('gone', audited);
  const bytes = () =>
    [file, `${file}-wal`].map((path) => (existsSync(path) ? readFileSync(path, 'latin1') : '')).join('');
  expect(bytes()).not.toContain('secret of gone');
  await store.close();
  expect(bytes()).not.toContain('secret of gone');
  expect(bytes()).toContain('secret of last');
});

it.each([
  ['deleted', (file: string) => rmSync(file)],
  ['replaced', (file: string) => renameSync(`${file}.copy`, file)],
])('neither reads nor writes when its file was %s', async (_, harm) => {
  const file = join(folder, 'a.db');
  const store = await openStore({ database: file });
  copyFileSync(file, `${file}.copy`);
  await store.ping();
  harm(file);
  for (const use of [store.ping, store.countCases, () => store.addAudit(audited)])
    await expect(use()).rejects.toThrow('The database file was removed or replaced while it was in use');
  await store.close();
});

it('says which file is damaged, and what to do, before it is used', async () => {
  const file = join(folder, 'a.db');
  await (await openStore({ database: file })).close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 3 * 4096, 8 * 4096);
  writeFileSync(file, bytes);
  const sentence =
    /The database .*a\.db cannot be opened: .*\. Put a backup in its place; docs\/operations\.md/;
  await expect(openStore({ database: file })).rejects.toThrow(sentence);
});

it('waits for another process no longer than a request can', async () => {
  const file = join(folder, 'a.db');
  const store = await openStore({ database: file });
  const other = connectSqlite(file);
  other.exec('BEGIN IMMEDIATE');
  const kept = activate(store, { digest: 'd', rules: [], conditions: {} });
  await expect(kept).rejects.toMatchObject({ code: 'unavailable' });
  other.close();
  await store.close();
});

it('gives no answer that the disk has changed', async () => {
  const file = join(folder, 'a.db');
  await (await openStore({ database: file })).close();
  const database = connectSqlite(file);
  database.exec(`INSERT INTO cases VALUES ('a', 't', NULL); INSERT INTO evidence VALUES ('a', 1, 't', '{}');
    INSERT INTO rulebooks VALUES ('d', 't', '{}');
    INSERT INTO diagnoses VALUES ('a', 1, 1, 't', 'd', '1', 'f', '{"causes":"' || char(0, 0, 0) || '"}')`);
  database.close();
  const store = await openStore({ database: file });
  await expect(store.findDiagnosis('a', 'latest')).rejects.toMatchObject({ code: 'unavailable' });
  await store.close();
});
