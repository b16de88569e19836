import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asking } from './ask.ts';
import { type Fault, until } from './fault.ts';
import { Ledger } from './ledger.ts';
import { requireRefusal } from './refusal.ts';
import { seeded } from './seeded.ts';
import { startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack } from './verify.ts';
import { inspectSqlite, requireAll } from './whole-database.ts';
import { startLoad } from './workload.ts';

const ROUNDS = 3;

/** SIGTERM and SIGINT under load. */
export const terminated: Fault = {
  name: 'terminated',
  async run({ folder, seed }) {
    const file = join(folder, 'a.db');
    const env = { CULPRIT_DATABASE: file, ...smallRulebook(folder) };
    const ledger = new Ledger();
    const random = seeded(seed);
    for (let round = 1; round <= ROUNDS; round++) {
      const server = await startServer({ env });
      const ask = asking(server.url);
      const load = startLoad({
        ask,
        ledger,
        random,
        connections: 8,
        allows: (reply) => requireRefusal(reply),
      });
      const before = ledger.acknowledged.length;
      await until('some writes are stored', () => ledger.acknowledged.length > before + 50);
      const { code, signal } = await server.kill(round % 2 === 0 ? 'SIGINT' : 'SIGTERM');
      await load.stop();
      assert.deepEqual({ code, signal }, { code: 0, signal: null });
      assert.equal(
        existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0,
        false,
        'the log of writes is not empty',
      );
    }
    await requireAll(inspectSqlite(file), ledger);
    const server = await startServer({ env });
    const ask = asking(server.url);
    await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
    await server.kill('SIGTERM');
    return {
      did: `SIGTERM and SIGINT under load, ${ROUNDS} times, seed ${seed}`,
      saw: `exit code 0, log of writes empty, ${ledger.acknowledged.length} acknowledged writes there, ${ledger.unanswered.length} connections closed without an answer`,
    };
  },
};
