import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../test/postgres-server.ts';
import { openStore } from '../open-store.ts';

let server: PostgresServer;
let running = true;
beforeAll(async () => {
  server = await startPostgres();
});
const stop = async () => {
  if (running) await server.stop();
  running = false;
};
afterAll(stop);

const open = (databaseUrl: string) => openStore({ database: 'unused', databaseUrl });

it('applies the migrations once when several processes start together', async () => {
  const databaseUrl = await server.createDatabase();
  const stores = await Promise.all([1, 2, 3, 4].map(() => open(databaseUrl)));
  for (const store of stores) {
    await store.ping();
    await store.close();
  }
});

it('says unavailable, without the password, when nobody listens or the password is wrong', async () => {
  const right = new URL(await server.createDatabase());
  const [wrong, deaf] = [new URL(right), new URL(right)];
  wrong.password = 'a-wrong-secret';
  deaf.port = '1';
  for (const { href, password } of [wrong, deaf]) {
    const error: unknown = await open(href).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(String(error)).toMatch(/The PostgreSQL database cannot be used: .+\./);
    expect(inspect(error, { depth: null })).not.toContain(password);
  }
});

it('refuses to change what was stored', async () => {
  const databaseUrl = await server.createDatabase();
  await (await open(databaseUrl)).close();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`INSERT INTO cases VALUES ('a', 't', NULL)`);
  await expect(client.query(`UPDATE cases SET platform = 'aks'`)).rejects.toThrow('cases are never changed');
  await client.end();
});

it('refuses to change a key but to revoke it, and to touch the audit', async () => {
  const databaseUrl = await server.createDatabase();
  await (await open(databaseUrl)).close();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`INSERT INTO keys VALUES ('k', 'ci', 'hash', 'cases:read', 't', '2025', NULL)`);
  await client.query(
    `INSERT INTO audit (at, actor, action, target, details) VALUES ('t', 'a', 'b', 'c', '{}')`,
  );
  for (const change of [`sha256 = 'other'`, `scopes = 'admin'`, 'expires_at = NULL'])
    await expect(client.query(`UPDATE keys SET ${change}`)).rejects.toThrow('keys are never changed');
  await client.query(`UPDATE keys SET revoked_at = 't'`);
  await expect(client.query('UPDATE keys SET revoked_at = NULL')).rejects.toThrow('keys are never changed');
  await expect(client.query('DELETE FROM keys')).rejects.toThrow('keys are never deleted');
  await expect(client.query(`UPDATE audit SET actor = 'system'`)).rejects.toThrow('audit are never changed');
  await expect(client.query('DELETE FROM audit')).rejects.toThrow('audit are never deleted');
  await client.end();
});

it('says unavailable after the server has gone, and lives', async () => {
  const store = await open(await server.createDatabase());
  await store.ping();
  await stop();
  await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
  await expect(store.listCases({ limit: 1, cursor: null })).rejects.toMatchObject({ code: 'unavailable' });
  await store.close();
});
