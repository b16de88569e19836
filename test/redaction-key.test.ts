import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { redactionKeyOf } from '../src/cases/redaction-key.ts';
import { backUp } from '../src/storage/backup/back-up.ts';
import { restore } from '../src/storage/backup/restore.ts';
import { openStore } from '../src/storage/open-store.ts';
import { testApp } from './http-app.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-redaction-key-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Place {
  database: string;
  databaseUrl?: string;
}

let files = 0;
const newFile = (): string => join(folder, `${++files}.db`);
const kinds: [string, () => Promise<Place>][] = [
  ['SQLite', async () => ({ database: newFile() })],
  ['PostgreSQL', async () => ({ database: 'unused', databaseUrl: await postgres.createDatabase() })],
];

/** The key that a process gets which starts on this database, and offers one that it made itself. */
async function keyOf(place: Place, redactionKey?: string): Promise<string> {
  const store = await openStore(place);
  try {
    return await redactionKeyOf(store, { redactionKey });
  } finally {
    await store.close();
  }
}

/** The word that a server on this database puts in the place of a secret of no case. */
async function wordBy(place: Place, key: Record<string, string> = {}): Promise<string> {
  const { database, databaseUrl } = place;
  const app = await testApp({
    CULPRIT_DATABASE: database,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...key,
  });
  const answer = await app.post('/v1/diagnoses', {
    facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: 'password=hunter2hunter2' }],
  });
  await app.close();
  return /REDACTED-password-[a-z2-7]{5}/.exec(await answer.text())?.[0] ?? '';
}

describe.each(kinds)('the key of redactions on %s', (_kind, newPlace) => {
  let place: Place;
  beforeEach(async () => {
    place = await newPlace();
  });

  it('is the same for all who open an empty database at once', async () => {
    const stores = await Promise.all([openStore(place), openStore(place), openStore(place)]);
    const keys = await Promise.all(stores.map((store) => redactionKeyOf(store, { redactionKey: undefined })));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]?.length).toBeGreaterThanOrEqual(32);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is kept over a restart, and another installation has another', async () => {
    const first = await keyOf(place);
    expect(await keyOf(place)).toBe(first);
    expect(await keyOf(await newPlace())).not.toBe(first);
  });

  it('gives way to the setting, which is not kept', async () => {
    const kept = await keyOf(place);
    const set = 'a key that is set, of 32 characters or more';
    expect(await keyOf(place, set)).toBe(set);
    expect(await keyOf(place)).toBe(kept);
    const fresh = await newPlace();
    expect(await keyOf(fresh, set)).toBe(set);
    expect(await keyOf(fresh)).not.toBe(set);
  });

  it('decides the words of a server: its own over a restart, those of the setting on every database', async () => {
    const [own, other] = [await wordBy(place), await newPlace()];
    expect(own).toMatch(/^REDACTED-password-/);
    expect(await wordBy(place)).toBe(own);
    expect(await wordBy(other)).not.toBe(own);
    const set = { CULPRIT_REDACTION_KEY: 'a key that is set, of 32 characters or more' };
    const bySetting = await wordBy(place, set);
    expect(bySetting).not.toBe(own);
    expect(await wordBy(other, set)).toBe(bySetting);
  });

  it.each(kinds)('comes back with a backup that is restored into %s', async (_, newTarget) => {
    const [kept, file, target] = [await keyOf(place), newFile(), await newTarget()];
    await backUp(place, { file, force: false });
    await restore(file, target);
    expect(await keyOf(target)).toBe(kept);
  });
});
