import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answered, asking } from './ask.ts';
import type { Fault } from './fault.ts';
import { fillDatabase } from './filled-database.ts';
import type { Ledger } from './ledger.ts';
import { mounted } from './mounted.ts';
import { requireReason, requireRefusal } from './refusal.ts';
import { refusedStart, startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { readBack } from './verify.ts';
import { newWrite } from './workload.ts';

/** Root may write whatever a file's mode says, unless it gives this up. */
const asOthers = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];

const ADVICE = /culprit: The database .* cannot be opened: .* The server must be able to write it/;

/** A file or a mount that cannot be written when the server starts; a disk that turns read-only under it. */
export const readOnly: Fault = {
  name: 'read-only',
  async run({ folder, seed }) {
    const given = { folder, good: join(folder, 'good.db'), rulebook: smallRulebook(folder) };
    const filled = { CULPRIT_DATABASE: given.good, ...given.rulebook };
    const ledger = await fillDatabase(filled, { seed, writes: 50, signal: 'SIGTERM' });
    await atTheStart(given);
    const codes = await whileRunning(given, ledger);
    return {
      did: `a file of mode 0444, a mount that is read-only, and a disk that the kernel turned read-only under a running server; seed ${seed}`,
      saw: `starts refused with the reason; while running, writes got 503 (${codes.join(', ')} in the log), ${ledger.cases.size} cases read back, diagnoses answered`,
    };
  },
};

interface Given {
  folder: string;
  /** A whole database, of which copies are used. */
  good: string;
  rulebook: Record<string, string>;
}

async function atTheStart({ folder, good, rulebook }: Given): Promise<void> {
  const file = join(folder, 'mode.db');
  copyFileSync(good, file);
  chmodSync(file, 0o444);
  const through = process.getuid?.() === 0 ? asOthers : [];
  const byMode = await refusedStart({ env: { CULPRIT_DATABASE: file, ...rulebook }, through });
  assert.match(byMode.said, ADVICE);
  const path = join(folder, 'fixed');
  mkdirSync(path);
  const fixed = await mounted(
    `mount -t tmpfs tmpfs ${path} && cp ${good} ${path}/a.db && mount -o remount,ro ${path}`,
  );
  const env = { CULPRIT_DATABASE: join(path, 'a.db'), ...rulebook };
  const byMount = await refusedStart({ env, through: fixed.through });
  assert.match(byMount.said, ADVICE);
  fixed.end();
}

/** Returns the codes that the log has of it. */
async function whileRunning({ folder, good, rulebook }: Given, ledger: Ledger): Promise<string[]> {
  const [path, image] = [join(folder, 'disk'), join(folder, 'disk.img')];
  mkdirSync(path);
  const disk = await mounted(
    `truncate -s 32m ${image} && mkfs.ext4 -q ${image} && mount -o loop ${image} ${path} && cp ${good} ${path}/a.db`,
  );
  const env = { CULPRIT_DATABASE: join(path, 'a.db'), ...rulebook };
  const server = await startServer({ env, through: disk.through });
  const ask = asking(server.url);
  await answered(ask(newWrite('open').sent), 201);
  // What the kernel does by itself when such a disk fails.
  disk.run(`mount -o remount,abort ${path}`);
  for (let time = 0; time < 10; time++) requireRefusal(await answered(ask(newWrite('open').sent), 503));
  await answered(ask({ method: 'GET', path: '/readyz' }), 200);
  await answered(ask({ ...newWrite('open').sent, path: '/v1/diagnoses', headers: {} }), 200);
  await readBack(ask, ledger, { cases: ledger.cases.values(), repeats: ledger.acknowledged });
  await requireReason(server, 'The disk of the database fails.');
  const failures = server.log().filter(({ msg }) => msg === 'request failed');
  await server.kill('SIGTERM');
  disk.end();
  return [...new Set(JSON.stringify(failures).match(/SQLITE_\w+/g))];
}
