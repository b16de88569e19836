import assert from 'node:assert/strict';
import { type PostgresServer, startPostgres } from '../postgres-server.ts';
import { answered, asking } from './ask.ts';
import { type Fault, until } from './fault.ts';
import { inspectPostgres } from './inspect-postgres.ts';
import { killTimeAndAgain } from './killed.ts';
import { Ledger } from './ledger.ts';
import { makeKey } from './make-key.ts';
import { requireReason, requireRefusal } from './refusal.ts';
import { seeded } from './seeded.ts';
import { startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack, settleUnanswered } from './verify.ts';
import { requireKept, requireWhole } from './whole-database.ts';
import { startLoad } from './workload.ts';

/** How many kills of culprit stand for one on PostgreSQL, whose own durability is not in question. */
const FEWER = 10;

/** The process is killed, with its cases in PostgreSQL. */
export const killedOnPostgres: Fault = {
  name: 'killed-on-postgres',
  async run(trial) {
    const postgres = await startPostgres();
    const databaseUrl = await postgres.createDatabase();
    try {
      return await killTimeAndAgain(trial, {
        env: { DATABASE_URL: databaseUrl, ...smallRulebook(trial.folder) },
        newKey: () => makeKey({ database: 'unused', databaseUrl }),
        inspect: () => inspectPostgres(databaseUrl),
        requireSound: async () => undefined,
        kills: Math.max(3, Math.ceil(trial.kills / FEWER)),
      });
    } finally {
      await postgres.stop();
    }
  },
};

/** PostgreSQL is killed under load and comes back, and hangs under load and goes on. */
export const postgresAway: Fault = {
  name: 'postgres-away',
  async run({ folder, kills, seed, say }) {
    const postgres = await startPostgres();
    const databaseUrl = await postgres.createDatabase();
    const server = await startServer({ env: { DATABASE_URL: databaseUrl, ...smallRulebook(folder) } });
    const ask = asking(server.url);
    const ledger = new Ledger();
    const allows = (reply: Parameters<typeof requireRefusal>[0]) => requireRefusal(reply);
    const load = startLoad({ ask, ledger, random: seeded(seed), connections: 4, allows });
    const rounds = Math.max(2, Math.ceil(kills / (2 * FEWER)));
    const storeMore = async () => {
      const stored = ledger.acknowledged.length;
      await until('writes are stored', () => ledger.acknowledged.length > stored + 20);
    };
    for (let round = 1; round <= rounds; round++) {
      await storeMore();
      await awayFor(postgres, { refused: () => load.refusals.length });
      const ready = await answered(ask({ method: 'GET', path: '/healthz' }), 200);
      assert.equal(ready.status, 200);
      await postgres.start();
    }
    await storeMore();
    postgres.freeze();
    const before = load.refusals.length;
    await until('hanging requests are refused', () => load.refusals.length > before + 4, 40);
    postgres.thaw();
    await storeMore();
    await load.stop();
    const longest = Math.max(...load.refusals.map(({ milliseconds }) => milliseconds)) / 1000;
    assert.ok(longest < 40, `a request hung for ${longest} s`);
    await requireReason(server, 'The database server cannot be reached.');
    say(`${load.refusals.length} refused, the longest after ${longest.toFixed(1)} s`);
    await settleUnanswered(ask, ledger);
    await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
    const { code } = await server.kill('SIGTERM');
    assert.equal(code, 0);
    const inspection = await inspectPostgres(databaseUrl);
    await requireWhole(inspection);
    await requireKept(inspection, ledger);
    await inspection.close();
    await postgres.stop();
    return {
      did: `PostgreSQL killed (SIGKILL of all its processes) ${rounds} times and frozen once under load, seed ${seed}`,
      saw: `${load.refusals.length} requests got 503, the longest wait ${longest.toFixed(1)} s; culprit lived and went on by itself; ${ledger.acknowledged.length} writes there, none half there`,
    };
  },
};

async function awayFor(postgres: PostgresServer, { refused }: { refused: () => number }): Promise<void> {
  const before = refused();
  await postgres.crash();
  await until('requests are refused', () => refused() > before + 20);
}
