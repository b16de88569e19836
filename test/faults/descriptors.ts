import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { answered, asking } from './ask.ts';
import { type Fault, pause, until } from './fault.ts';
import { Ledger } from './ledger.ts';
import { seeded } from './seeded.ts';
import { startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack } from './verify.ts';
import { inspectSqlite, requireAll } from './whole-database.ts';
import { startLoad } from './workload.ts';

const DESCRIPTORS = 64;
const CONNECTIONS = 200;

/** More connections than the process may have files open, held for seconds while writes go on over those it has. */
export const descriptors: Fault = {
  name: 'descriptors',
  async run({ folder, seed }) {
    const file = join(folder, 'a.db');
    const env = { CULPRIT_DATABASE: file, ...smallRulebook(folder) };
    const through = ['prlimit', `--nofile=${DESCRIPTORS}:${DESCRIPTORS}`];
    const server = await startServer({ env, through });
    const ledger = new Ledger();
    const load = startLoad({ ask: asking(server.url), ledger, random: seeded(seed), connections: 4 });
    await until('some writes are stored', () => ledger.acknowledged.length > 20);
    const before = ledger.acknowledged.length;
    const crowd = Array.from({ length: CONNECTIONS }, () => idle(server.url));
    await pause(3000);
    assert.equal(server.hasEnded(), false, server.said());
    const during = ledger.acknowledged.length - before;
    for (const socket of crowd) socket.destroy();
    // A connection of its own: those of the load were there before.
    const fresh = { method: 'GET', path: '/readyz', headers: { connection: 'close' } } as const;
    await until('the server is ready', async () => (await asking(server.url)(fresh))?.status === 200);
    await load.stop();
    await answered(asking(server.url)(fresh), 200);
    await readBack(asking(server.url), ledger, {
      cases: ledger.cases.values(),
      repeats: ledger.acknowledged,
    });
    await server.kill('SIGTERM');
    await requireAll(inspectSqlite(file), ledger);
    return {
      did: `${CONNECTIONS} idle connections to a process that may open ${DESCRIPTORS} files, for 3 s under load, seed ${seed}`,
      saw: `no crash; ${during} writes stored meanwhile over connections that were there; ready again when the others had gone; ${ledger.acknowledged.length} writes there`,
    };
  },
};

function idle(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname).on('error', () => undefined);
}
