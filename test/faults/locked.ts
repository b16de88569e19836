import assert from 'node:assert/strict';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { answered, asking } from './ask.ts';
import { type Fault, pause, until } from './fault.ts';
import { Ledger } from './ledger.ts';
import { requireReason, requireRefusal } from './refusal.ts';
import { seeded } from './seeded.ts';
import { refusedStart, startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack, settleUnanswered } from './verify.ts';
import { startLoad } from './workload.ts';

const SENTENCE = 'Another process holds the lock of the database.';
const HELD_MILLISECONDS = 6000;

/** Another process holds the write lock for a moment, for seconds under load, and while the server starts. */
export const locked: Fault = {
  name: 'locked',
  async run({ folder, seed }) {
    const file = join(folder, 'a.db');
    const start = { env: { CULPRIT_DATABASE: file, ...smallRulebook(folder) } };
    const server = await startServer(start);
    const ask = asking(server.url);
    const ledger = new Ledger();
    const other = new Database(file);
    const options = { ask, ledger, random: seeded(seed), connections: 4 };
    const short = startLoad(options);
    await until('some writes are stored', () => ledger.acknowledged.length > 20);
    for (let time = 0; time < 5; time++) {
      other.exec('BEGIN IMMEDIATE');
      await pause(300);
      other.exec('ROLLBACK');
      await pause(50);
    }
    await short.stop();
    const long = startLoad({ ...options, allows: (reply) => requireRefusal(reply, SENTENCE) });
    other.exec('BEGIN IMMEDIATE');
    const waits: number[] = [];
    for (const end = performance.now() + HELD_MILLISECONDS; performance.now() < end; await pause(20))
      waits.push((await answered(ask({ method: 'GET', path: '/readyz' }), 200)).milliseconds);
    other.exec('ROLLBACK');
    const stored = ledger.acknowledged.length;
    await until('writes are stored again', () => ledger.acknowledged.length > stored + 20);
    await long.stop();
    assert.ok(long.refusals.length > 0, 'no write was refused while the lock was held');
    await requireReason(server, SENTENCE, 'SQLITE_BUSY');
    await settleUnanswered(ask, ledger);
    await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
    await server.kill('SIGTERM');
    other.exec('BEGIN EXCLUSIVE');
    const { said } = await refusedStart(start);
    other.close();
    assert.match(said, /cannot be opened: database is locked\. Another process holds its lock/);
    const [median, worst] = [0.5, 1].map((part) => quantile(waits, part));
    return {
      did: `the write lock held 5 × 0.3 s and ${HELD_MILLISECONDS / 1000} s under load, and at a start, seed ${seed}`,
      saw: `short locks refuse nothing; under the long one ${long.refusals.length} writes got 503, ${waits.length} reads were answered in ${median} ms (median; at most ${worst} ms); ${ledger.acknowledged.length} writes there`,
    };
  },
};

const quantile = (samples: readonly number[], part: number): number =>
  Math.round([...samples].sort((a, b) => a - b)[Math.floor((samples.length - 1) * part)] ?? Number.NaN);
