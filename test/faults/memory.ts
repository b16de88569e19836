import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answered, asking, type Reply } from './ask.ts';
import type { Fault } from './fault.ts';
import { Ledger } from './ledger.ts';
import { seeded } from './seeded.ts';
import { startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack } from './verify.ts';
import { inspectSqlite, requireAll } from './whole-database.ts';
import { startLoad } from './workload.ts';

const HEAP_MIB = 256;
const SENDERS = 32;
const ROUNDS = 2;
const TEXT_BYTES = 450_000;

/** Many of the longest requests at once, to a process with little memory, beside the usual ones. */
export const memory: Fault = {
  name: 'memory',
  async run({ folder, seed }) {
    const file = join(folder, 'a.db');
    // With the bounds on load that it comes with.
    const bounds = { CULPRIT_MAX_DELAY_MILLISECONDS: '', CULPRIT_KEY_REQUESTS_A_MINUTE: '' };
    const env = { CULPRIT_DATABASE: file, ...bounds, ...smallRulebook(folder) };
    const server = await startServer({ env, flags: [`--max-old-space-size=${HEAP_MIB}`] });
    const ask = asking(server.url);
    const ledger = new Ledger();
    const isRefusal = ({ status, headers }: Reply) => status === 503 && headers.has('retry-after');
    const load = startLoad({ ask, ledger, random: seeded(seed), connections: 2, allows: isRefusal });
    const line = 'net.ipv4.ip_forward = 1 and a line that nobody understands\n';
    const text = line.repeat(TEXT_BYTES / line.length);
    const body = { texts: [{ text }, { text }, { text }, { text }] };
    const statuses: Record<number, number> = {};
    const sender = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round++) {
        const reply = await answered(
          ask({ method: 'POST', path: '/v1/diagnoses', body }),
          200,
          408,
          413,
          503,
        );
        statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    assert.equal(server.hasEnded(), false, server.said());
    await answered(ask({ method: 'GET', path: '/readyz' }), 200);
    await load.stop();
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
    await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
    await server.kill('SIGTERM');
    await requireAll(inspectSqlite(file), ledger);
    return {
      did: `${SENDERS * ROUNDS} requests of 1.8 MB, ${SENDERS} at once, to a heap of ${HEAP_MIB} MiB, seed ${seed}`,
      saw: `alive (answers by status: ${JSON.stringify(statuses)}), at most ${Math.round(Number(peak) / 1024)} MiB of memory, ${ledger.acknowledged.length} writes there`,
    };
  },
};
