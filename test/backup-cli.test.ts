import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read } from './http-app.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { culprit, startCulprit } from './run-culprit.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-backup-cli-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const WRITERS = 4;

/** Opens cases until it is told to stop; `acknowledged` are those that were answered with 201. */
function load(url: string) {
  const acknowledged: string[] = [];
  let isOver = false;
  const write = async (): Promise<void> => {
    while (!isOver) {
      const body = `net.ipv4.ip_forward = 0\ncase ${acknowledged.length}\n`;
      const answer = await fetch(`${url}/v1/cases`, { method: 'POST', body });
      expect(answer.status).toBe(201);
      acknowledged.push((await read('Case', answer)).id);
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  return {
    acknowledged,
    reach: async (count: number) => {
      while (acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    stop: async () => {
      isOver = true;
      await Promise.all(writers);
    },
  };
}

/** Whether a server of the database has the case, and diagnoses it as before. */
async function replays(env: Record<string, string>, ids: readonly string[]): Promise<boolean[]> {
  const server = await startCulprit(env);
  const replay = async (id: string) => {
    const answer = await fetch(`${server.url}/v1/cases/${id}/replay`, { method: 'POST' });
    return answer.status === 200 && (await read('Replay', answer)).identical;
  };
  const results: boolean[] = [];
  for (const id of ids) results.push(await replay(id));
  await server.stop();
  return results;
}

it('has every case that was acknowledged before it began, under load, and brings it back into either database', async () => {
  const env = { CULPRIT_DATABASE: join(folder, 'a.db') };
  const file = join(folder, 'backup.db');
  const server = await startCulprit(env);
  const writing = load(server.url);
  await writing.reach(20);
  const before = [...writing.acknowledged];
  const { code, out } = await culprit(['backup', file, '--json'], { env });
  expect(code).toBe(0);
  const { cases } = JSON.parse(out);
  expect(cases).toBeGreaterThanOrEqual(before.length);
  await writing.reach(writing.acknowledged.length + 20);
  const inUse = await culprit(['restore', file], { env });
  expect([inUse.code, inUse.err]).toEqual([2, expect.stringContaining('Stop the server')]);
  await writing.stop();
  await server.stop();
  expect(writing.acknowledged.length).toBeGreaterThan(cases);

  const places = [
    { CULPRIT_DATABASE: join(folder, 'elsewhere', 'b.db') },
    { DATABASE_URL: await postgres.createDatabase() },
  ];
  for (const place of places) {
    const restored = await culprit(['restore', file], { env: place });
    expect(restored).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${cases} cases, the newest of`),
    });
    expect(await replays(place, before)).toEqual(before.map(() => true));
  }
}, 240_000);
