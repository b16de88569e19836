import assert from 'node:assert/strict';
import { copyFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Ask, answered, asking, bodyOf } from './ask.ts';
import { overwrite, PAGE } from './corrupt.ts';
import type { Ledger } from './ledger.ts';
import { requireReason, requireRefusal } from './refusal.ts';
import type { Seeded } from './seeded.ts';
import { refusedStart, startServer } from './server-process.ts';
import { newWrite } from './workload.ts';

interface Running {
  folder: string;
  /** A whole database, of which copies are harmed. */
  good: string;
  rulebook: Record<string, string>;
  ledger: Ledger;
  random: Seeded;
}

const REPLACED =
  'The database file was removed or replaced while it was in use; the server must be started again.';

/** Harms the file of a running server in three ways, and counts what requests got while pages were overwritten. */
export async function corruptWhileRunning(running: Running) {
  for (const harm of [(file: string) => rmSync(file), (file: string) => renameSync(`${file}.other`, file)])
    await gone(running, harm);
  return damaged(running);
}

async function gone({ folder, good, rulebook }: Running, harm: (file: string) => void): Promise<void> {
  const file = join(folder, 'gone.db');
  copyFileSync(good, file);
  copyFileSync(good, `${file}.other`);
  const server = await startServer({ env: { CULPRIT_DATABASE: file, ...rulebook } });
  const ask = asking(server.url);
  await answered(ask(newWrite('open').sent), 201);
  harm(file);
  const get = (path: string) => ask({ method: 'GET', path });
  for (const reply of [ask(newWrite('open').sent), get('/v1/cases'), get('/readyz')])
    requireRefusal(await answered(reply, 503), REPLACED);
  await answered(get('/healthz'), 200);
  await requireReason(server, REPLACED);
  const { code } = await server.kill('SIGTERM');
  assert.equal(code, 0);
  for (const ending of ['', '.other', '-wal', '-shm']) rmSync(file + ending, { force: true });
}

/** Overwrites one page in sixteen. Each request gets 503, or the answer that was acknowledged. */
async function damaged({ folder, good, rulebook, ledger, random }: Running) {
  const file = join(folder, 'damaged.db');
  copyFileSync(good, file);
  const env = { CULPRIT_DATABASE: file, ...rulebook };
  const server = await startServer({ env });
  const ask = asking(server.url);
  const other = new Database(file);
  // Pages as wholes, and of others what stands behind their head: SQLite itself notices the first kind only.
  for (let at = 20 * PAGE; at < statSync(file).size; at += random.between(2, 30) * PAGE)
    overwrite(file, random, { from: at + random.pick([0, 300]), to: at + PAGE });
  // Another process's write has the server forget the pages that it has in memory.
  other.pragma('user_version = 1');
  other.close();
  const count = { right: 0, wrong: 0, refused: 0 };
  for (const { id, diagnoses } of ledger.cases.values())
    for (const [sequence, { answer }] of diagnoses) {
      const found = await stored(ask, id, sequence);
      if (found === null) count.refused += 1;
      else count[found === answer ? 'right' : 'wrong'] += 1;
    }
  assert.ok(count.refused > 0, 'no request met the damage');
  await requireReason(server, 'damaged');
  await server.kill('SIGTERM');
  const { said } = await refusedStart({ env });
  assert.match(said, /Put a backup in its place/);
  return count;
}

/** A diagnosis as the server has it now; `null`: it says that it cannot tell. */
async function stored(ask: Ask, id: string, sequence: number): Promise<string | null> {
  const reply = await answered(ask({ method: 'GET', path: `/v1/cases/${id}/diagnoses?limit=200` }), 200, 503);
  if (requireRefusal(reply)) return null;
  try {
    const { items } = bodyOf('DiagnosisPage', reply);
    return JSON.stringify(items.find((item) => item.sequence === sequence)) ?? 'absent';
  } catch {
    return reply.text;
  }
}
