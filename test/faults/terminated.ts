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
import { inspectSqlite, requireAll, storedMarkers } from './whole-database.ts';
import { startLoad } from './workload.ts';

const ROUNDS = 3;

/** SIGTERM and SIGINT under load: what is under way is answered, and later connections find nobody. */
export const terminated: Fault = {
  name: 'terminated',
  async run({ folder, seed }) {
    const file = join(folder, 'a.db');
    const env = { CULPRIT_DATABASE: file, CULPRIT_SHUTDOWN_DELAY_SECONDS: '1', ...smallRulebook(folder) };
    const ledger = new Ledger();
    const random = seeded(seed);
    let cuts = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const server = await startServer({ env });
      const ask = asking(server.url, undefined, () => {
        cuts += 1;
      });
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
      const log = `${file}-wal`;
      assert.ok(!existsSync(log) || statSync(log).size === 0, 'the log of writes is not empty');
    }
    const inspection = inspectSqlite(file);
    const stored = await storedMarkers(inspection);
    const halfDone = ledger.unanswered.filter(({ marker }) => stored.has(marker));
    assert.deepEqual(halfDone, [], 'what was stored got no answer');
    await requireAll(inspection, ledger);
    const server = await startServer({ env });
    const ask = asking(server.url);
    await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
    await server.kill('SIGTERM');
    return {
      did: `SIGTERM and SIGINT under load, ${ROUNDS} times, seed ${seed}`,
      saw: `exit code 0, log of writes empty, ${ledger.acknowledged.length} acknowledged writes there, ${cuts} connections came too late, and nothing of theirs is stored`,
    };
  },
};
