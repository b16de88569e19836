import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Ask, answered, asking, bodyOf, type Reply } from './ask.ts';
import { type Fault, until } from './fault.ts';
import { Ledger } from './ledger.ts';
import { mounted } from './mounted.ts';
import { requireReason, requireRefusal } from './refusal.ts';
import { type Seeded, seeded } from './seeded.ts';
import { refusedStart, startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack, settleUnanswered } from './verify.ts';
import { inspectSqlite, requireAll } from './whole-database.ts';
import { newWrite, startLoad } from './workload.ts';

const ROUNDS = 3;
const SENTENCE = 'The disk of the database is full: nothing can be stored until there is space.';

/** A disk of 24 MiB is filled by another program under load, and emptied again, without a restart; and full at a start. */
export const diskFull: Fault = {
  name: 'disk-full',
  async run({ folder, seed }) {
    const path = join(folder, 'disk');
    mkdirSync(path);
    const disk = await mounted(`mount -t tmpfs -o size=24m tmpfs ${path}`);
    const env = { CULPRIT_DATABASE: join(path, 'a.db'), ...smallRulebook(folder) };
    const start = { env, through: disk.through };
    const fill = () => disk.run(`cat /dev/zero > ${path}/filler 2> /dev/null || true`);
    const empty = () => disk.run(`rm ${path}/filler`);
    const server = await startServer(start);
    const ask = asking(server.url);
    const ledger = new Ledger();
    let refused = 0;
    for (let round = 1; round <= ROUNDS; round++)
      refused += await fillUnderLoad({ ask, ledger, random: seeded(seed + round), fill, empty });
    await requireReason(server, SENTENCE, 'SQLITE_FULL');
    await settleUnanswered(ask, ledger);
    await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
    await server.kill('SIGTERM');
    disk.run(`cp ${path}/a.db ${folder}/copy.db`);
    await requireAll(inspectSqlite(join(folder, 'copy.db')), ledger);
    fill();
    const { said } = await refusedStart(start);
    disk.end();
    assert.match(said, /culprit: The database .* cannot be opened: .* Its disk is full/);
    return {
      did: `a disk of 24 MiB filled ${ROUNDS} times under load and once before a start, seed ${seed}`,
      saw: `${refused} writes refused with 503, reads and diagnoses answered, ${ledger.acknowledged.length} writes there, none half there, no restart; a start is refused with the reason`,
    };
  },
};

interface Filling {
  ask: Ask;
  ledger: Ledger;
  random: Seeded;
  fill: () => void;
  empty: () => void;
}

/** Fills the disk while requests come in, and empties it again. Returns how many writes were refused. */
async function fillUnderLoad({ ask, ledger, random, fill, empty }: Filling): Promise<number> {
  const allows = (reply: Reply) => requireRefusal(reply, SENTENCE);
  const load = startLoad({ ask, ledger, random, connections: 4, allows });
  const storeMore = async () => {
    const stored = ledger.acknowledged.length;
    await until('writes are stored', () => ledger.acknowledged.length > stored + 20);
  };
  await storeMore();
  fill();
  await until('writes are refused', () => load.refusals.length > 20);
  await worksReadOnly(ask, ledger);
  empty();
  await storeMore();
  await load.stop();
  return load.refusals.length;
}

/** Reads and diagnoses are answered, and the server says that it is not to be restarted. */
async function worksReadOnly(ask: Ask, ledger: Ledger): Promise<void> {
  const [first] = ledger.cases.values();
  await answered(ask({ method: 'GET', path: `/v1/cases/${first?.id}` }), 200);
  await answered(ask({ method: 'GET', path: '/healthz' }), 200);
  await answered(ask({ method: 'GET', path: '/readyz' }), 200);
  const { sent } = newWrite('open');
  const diagnosed = await answered(ask({ ...sent, path: '/v1/diagnoses', headers: {} }), 200);
  assert.ok(bodyOf('Diagnosis', diagnosed).rulebook.digest);
}
