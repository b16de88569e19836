// Does to the real server what goes wrong in operation, and prints what was seen: npm run test:faults -- --help
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from './all-faults.ts';
import type { Fault } from './fault.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
const chosen = faults.filter(({ name }) => values.only?.includes(name) ?? true);
if (values.help || chosen.length === 0 || !(kills >= 1) || !(seed >= 0)) {
  console.log(`npm run test:faults -- [--kills 100] [--seed N] [--only NAME]…
NAME is one of ${faults.map(({ name }) => name).join(', ')}.`);
  process.exit(values.help ? 0 : 2);
}

console.log(`faults: ${chosen.length}, kills: ${kills}, seed: ${seed}`);
const rows: string[][] = [];
const left = [...chosen];
/** Two at a time: much of it is waiting, and no fault reaches beyond its own processes. */
const lane = async (): Promise<void> => {
  for (let fault = left.shift(); fault !== undefined; fault = left.shift()) rows.push(await tried(fault));
};
await Promise.all([lane(), lane()]);
console.log(`\n| fault | what was done | what was seen | verdict |\n| --- | --- | --- | --- |`);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(rows.every((row) => row.at(-1) === 'as defined') ? 0 : 1);

async function tried({ name, run }: Fault): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), `culprit-${name}-`));
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const say = (line: string) => console.log(`${name}: ${line}`);
  try {
    const { did, saw } = await run({ folder, seed, kills, say });
    say(`${did}; ${seconds()}`);
    say(saw);
    return [name, did, saw, 'as defined'];
  } catch (error) {
    console.log(name, error);
    const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return [name, `seed ${seed}, ${seconds()}`, message, 'FAILED'];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
