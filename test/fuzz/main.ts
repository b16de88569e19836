import { parseArgs } from 'node:util';
import { type Failure, runTarget } from './run-target.ts';
import { Tally } from './tally.ts';
import type { NamedTarget, Target } from './target.ts';
import { targets } from './targets.ts';

const usage = `npm run fuzz -- [--minutes 10] [--target ${targets.map(({ name }) => name).join('|')}] [--seed N] [--path P]`;

/** How long a target goes on before the next one has its turn. */
const SLICE_MILLISECONDS = 15_000;

interface Options {
  milliseconds: number;
  chosen: readonly NamedTarget[];
  /** Of the first slice; each further one has the next. */
  seed: number;
  path: string | undefined;
}

interface Running extends Pick<NamedTarget, 'name'> {
  target: Target<unknown>;
  tally: Tally;
  runs: number;
  seeds: number[];
}

function readOptions(): Options | null {
  try {
    const { minutes, target, seed, path } = parseArgs({
      options: {
        minutes: { type: 'string', default: '10' },
        target: { type: 'string' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
        path: { type: 'string' },
      },
    }).values;
    const chosen = targets.filter(({ name }) => target === undefined || name === target);
    const milliseconds = Number(minutes) * 60_000;
    const isFit = chosen.length > 0 && milliseconds > 0 && Number.isInteger(Number(seed));
    return isFit ? { milliseconds, chosen, seed: Number(seed), path } : null;
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const running = await Promise.all(options.chosen.map(open));
  const failure = await inTurns(running, options);
  for (const one of running) report(one);
  if (failure !== null) {
    reportFailure(failure);
    process.exitCode = 1;
  }
  for (const { target } of running) await target.close?.();
}

async function open({ name, open: openTarget }: NamedTarget): Promise<Running> {
  const tally = new Tally();
  return { name, target: await openTarget(tally), tally, runs: 0, seeds: [] };
}

interface Failed extends Failure {
  name: string;
}

/** Until the time is over, or a target fails. */
async function inTurns(
  running: readonly Running[],
  { milliseconds, seed, path }: Options,
): Promise<Failed | null> {
  const deadline = performance.now() + milliseconds;
  const slice = Math.min(SLICE_MILLISECONDS, milliseconds / running.length);
  for (let turn = 0; performance.now() < deadline; turn++) {
    const one = running[turn % running.length];
    if (one === undefined) return null;
    const left = Math.min(slice, deadline - performance.now());
    const { runs, failure } = await runTarget(one.target, { seed: seed + turn, milliseconds: left, path });
    one.runs += runs;
    one.seeds.push(seed + turn);
    if (failure !== null) return { ...failure, name: one.name };
  }
  return null;
}

function report({ name, runs, tally, seeds }: Running): void {
  console.log(`\n${name}: ${runs} inputs of ${seeds.length} seeds (${seeds.join(' ')})`);
  for (const line of tally.lines()) console.log(`  ${line}`);
}

function reportFailure({ name, seed, path, input, error }: Failed): void {
  console.log(
    `\n${name} fails:\n${error}\n\nIts smallest input, for test/fuzz/corpus/${name}/ once it is mended:`,
  );
  console.log(JSON.stringify(input, null, 2));
  console.log(`\nAgain: npm run fuzz -- --target ${name} --seed ${seed} --path ${path}`);
}

await main();
