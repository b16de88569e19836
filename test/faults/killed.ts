import { join } from 'node:path';
import { type Ask, answered, asking } from './ask.ts';
import { type Fault, pause, type Trial } from './fault.ts';
import { type KnownCase, Ledger } from './ledger.ts';
import { makeKey } from './make-key.ts';
import { type Seeded, seeded } from './seeded.ts';
import { startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack, settleUnanswered } from './verify.ts';
import { type Inspection, inspectSqlite, requireKept, requireSound, requireWhole } from './whole-database.ts';
import { startLoad } from './workload.ts';

const CONNECTIONS = 6;

interface Killing {
  env: Record<string, string>;
  /** Makes a key beside the server, in another process. */
  newKey: () => Promise<string>;
  inspect: () => Promise<Inspection>;
  /** What the kind of database checks of itself. */
  requireSound: (inspection: Inspection) => Promise<void>;
  kills: number;
}

export const killed: Fault = {
  name: 'killed',
  run({ folder, kills, ...trial }) {
    const database = join(folder, 'a.db');
    return killTimeAndAgain(
      { folder, kills, ...trial },
      {
        env: { CULPRIT_DATABASE: database, ...smallRulebook(folder) },
        newKey: () => makeKey({ database }),
        inspect: async () => inspectSqlite(database),
        requireSound,
        kills,
      },
    );
  },
};

/** Kills the server under load, on one and the same database, and looks after each kill whether all is there. */
export async function killTimeAndAgain({ seed, say }: Trial, killing: Killing) {
  const random = seeded(seed);
  const ledger = new Ledger();
  ledger.keys.push(await killing.newKey());
  const sum = { requests: 0, cut: 0 };
  let checked = 0;
  for (let kill = 1; kill <= killing.kills; kill++) {
    const fresh = ledger.acknowledged.slice(checked);
    checked = ledger.acknowledged.length;
    sum.requests += await useAndKill({ killing, ledger, random, fresh });
    sum.cut += ledger.unanswered.length;
    if (kill % 10 === 0) say(`${kill} kills, ${ledger.acknowledged.length} writes acknowledged`);
  }
  await everythingIsThere(killing, ledger);
  const { size } = ledger.cases;
  return {
    did: `${killing.kills} × SIGKILL, ${sum.requests} requests over ${CONNECTIONS + 1} connections, seed ${seed}`,
    saw: `${ledger.acknowledged.length} writes acknowledged (${size} cases, ${ledger.published.size} published versions, ${ledger.activations.size} activations, ${ledger.keys.length} keys), ${sum.cut} cut: all there, none half there`,
  };
}

interface Round {
  killing: Killing;
  ledger: Ledger;
  random: Seeded;
  /** What was acknowledged before the last kill. */
  fresh: Ledger['acknowledged'];
}

/** One life of the server: reads back what the last one acknowledged, takes load, dies. Returns how many requests it got. */
async function useAndKill({ killing, ledger, random, fresh }: Round): Promise<number> {
  const server = await startServer({ env: killing.env });
  const ask = asking(server.url, ledger.keys[0]);
  await settleUnanswered(ask, ledger);
  await readBack(ask, ledger, { cases: casesOf(ledger, fresh), repeats: fresh.slice(-20) });
  const load = startLoad({ ask, ledger, random, connections: CONNECTIONS });
  await pause(random.between(50, 700));
  if (random.next() < 0.3) ledger.keys.push(await killing.newKey());
  await server.kill('SIGKILL');
  await load.stop();
  const inspection = await killing.inspect();
  await requireWhole(inspection);
  await killing.requireSound(inspection);
  await inspection.close();
  return Object.values(load.counts).reduce((sum, count) => sum + count, 0);
}

function casesOf(ledger: Ledger, writes: Ledger['acknowledged']): KnownCase[] {
  const ids = writes.map(({ reply }) => String(JSON.parse(reply.text).id));
  return [...new Set(ids)].flatMap((id) => ledger.cases.get(id) ?? []);
}

async function everythingIsThere(killing: Killing, ledger: Ledger): Promise<void> {
  const server = await startServer({ env: killing.env });
  const ask: Ask = asking(server.url, ledger.keys[0]);
  await settleUnanswered(ask, ledger);
  await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
  for (const key of ledger.keys)
    await answered(asking(server.url, key)({ method: 'GET', path: '/v1/cases?limit=1' }), 200);
  await server.kill('SIGTERM');
  const inspection = await killing.inspect();
  await requireWhole(inspection);
  await requireKept(inspection, ledger);
  await inspection.close();
}
