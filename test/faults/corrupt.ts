import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asking } from './ask.ts';
import { corruptWhileRunning } from './corrupt-while-running.ts';
import { type Fault, until } from './fault.ts';
import { fillDatabase } from './filled-database.ts';
import { type Seeded, seeded } from './seeded.ts';
import { refusedStart, startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { inspectSqlite, requireSound, requireWhole, storedMarkers } from './whole-database.ts';

export const PAGE = 4096;

/** Overwrites a part of a file with bytes that mean nothing. */
export function overwrite(file: string, random: Seeded, { from, to }: { from: number; to: number }): void {
  const bytes = readFileSync(file);
  for (let at = from; at < Math.min(to, bytes.length); at++) bytes[at] = random.between(0, 255);
  // In place: a running server has this file open.
  writeFileSync(file, bytes, { flag: 'r+' });
}

/** What happens to a file between two runs, and what the second one says. */
const harms: Record<string, { harm(file: string, random: Seeded): void; says: RegExp }> = {
  'header overwritten': {
    harm: (file, random) => overwrite(file, random, { from: 0, to: 100 }),
    says: /file is not a database\. Put a backup in its place/,
  },
  'pages overwritten in the middle': {
    harm: (file, random) => overwrite(file, random, { from: 20 * PAGE, to: 60 * PAGE }),
    says: /(damaged|malformed).* Put a backup in its place/s,
  },
  truncated: {
    harm: (file) => truncateSync(file, 40 * PAGE + 100),
    says: /(damaged|malformed).* Put a backup in its place/s,
  },
  'replaced by another kind of file': {
    harm: (file) => writeFileSync(file, 'cases:\n  - all of them\n'.repeat(5000)),
    says: /file is not a database\. Put a backup in its place/,
  },
};

/** The file, or its log of writes, is damaged before a start; damaged, removed or replaced while the server runs. */
export const corrupt: Fault = {
  name: 'corrupt',
  async run({ folder, seed, say }) {
    const rulebook = smallRulebook(folder);
    const good = join(folder, 'good.db');
    const random = seeded(seed);
    const ledger = await fillDatabase(
      { CULPRIT_DATABASE: good, ...rulebook },
      { seed, writes: 150, signal: 'SIGTERM' },
    );
    for (const [name, { harm, says }] of Object.entries(harms)) {
      const file = join(folder, 'harmed.db');
      copyFileSync(good, file);
      harm(file, random);
      const { said } = await refusedStart({ env: { CULPRIT_DATABASE: file, ...rulebook } });
      assert.match(said, says, name);
      for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
      say(`${name}: ${said.trim().slice(0, 160)}`);
    }
    const lost = await damageLog({ CULPRIT_DATABASE: join(folder, 'log.db'), ...rulebook }, random);
    const { wrong, ...running } = await corruptWhileRunning({ folder, good, rulebook, ledger, random });
    assert.equal(wrong, 0, 'a damaged database gave wrong answers');
    return {
      did: `${Object.keys(harms).length} kinds of damage before a start, one to the log of writes; pages overwritten, file removed, file replaced while running; seed ${seed}`,
      saw: `starts refused with the reason and what to do; behind the damage in the log ${lost} writes are lost, none is half there; ${running.refused} requests to damaged pages got 503, ${running.right} the right answer, none a wrong one; after removal and replacement all got 503`,
    };
  },
};

/** Damages the log that a killed server left. Returns how many acknowledged writes are lost. */
async function damageLog(env: Record<'CULPRIT_DATABASE', string>, random: Seeded): Promise<number> {
  const ledger = await fillDatabase(env, { seed: random.between(0, 1e6), writes: 60, signal: 'SIGKILL' });
  const log = `${env.CULPRIT_DATABASE}-wal`;
  const { length } = readFileSync(log);
  const from = Math.floor(length / 2);
  overwrite(log, random, { from, to: from + PAGE });
  const server = await startServer({ env });
  await until('the server is ready', async () => {
    const reply = await asking(server.url)({ method: 'GET', path: '/readyz' });
    return reply?.status === 200;
  });
  await server.kill('SIGTERM');
  const inspection = inspectSqlite(env.CULPRIT_DATABASE);
  await requireSound(inspection);
  await requireWhole(inspection);
  const kept = await storedMarkers(inspection);
  await inspection.close();
  return ledger.acknowledged.filter(({ kind, marker }) => kind !== 'confirmation' && !kept.has(marker))
    .length;
}
