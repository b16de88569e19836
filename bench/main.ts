import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { contestants } from './engines.ts';
import { benchSubmissions } from './submissions.ts';
import { workload } from './synthetic.ts';

const SIZES = [20, 100, 1_000, 10_000];

const { values } = parseArgs({ options: { only: { type: 'string' } } });

console.log(`Node ${process.version}; ${Object.keys(contestants).map(versioned).join(', ')}`);
if (values.only === undefined || values.only === 'engines') await benchEngines();
if (values.only === undefined || values.only === 'submissions') benchSubmissions();
if (values.only === undefined || values.only === 'backtests') {
  const { benchBacktests } = await import('./backtests.ts');
  await benchBacktests();
}
if (values.only === undefined || values.only === 'http') {
  const { benchHttp } = await import('./http.ts');
  await benchHttp();
}

async function benchEngines(): Promise<void> {
  console.log('\nms per evaluation, and how many times as long as culprit takes (in brackets)');
  console.log(row(['rules', ...Object.keys(contestants), 'matched']));
  const ours: number[] = [];
  for (const size of SIZES) {
    const load = workload(size);
    const times: number[] = [];
    const matched = new Set<number>();
    for (const make of Object.values(contestants)) {
      const evaluate = make(load);
      matched.add(await evaluate());
      times.push(await millisecondsEach(evaluate));
    }
    const own = times[0] ?? Number.NaN;
    ours.push(own);
    const cells = times.map((time, i) =>
      i === 0 ? time.toFixed(4) : `${time.toFixed(4)} (${(time / own).toFixed(2)})`,
    );
    console.log(row([String(size), ...cells, [...matched].join(' ≠ ')]));
  }
  console.log(`1,000 → 10,000 rules costs culprit ${((ours[3] ?? 0) / (ours[2] ?? 1)).toFixed(2)} ×`);
}

/** Median of batches, each long enough for the clock; at least 5 of them, and 0.6 s in all. */
async function millisecondsEach(evaluate: () => number | Promise<number>): Promise<number> {
  const samples: number[] = [];
  let spent = 0;
  let batch = 1;
  while (spent < 600 || samples.length < 5) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) await evaluate();
    const elapsed = performance.now() - start;
    spent += elapsed;
    if (elapsed < 5) batch *= 2;
    else samples.push(elapsed / batch);
  }
  return samples.sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padEnd(22)).join('');
}

function versioned(name: string): string {
  const folder = name === 'culprit' ? '..' : `../node_modules/${name}`;
  const { version } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), 'utf8'));
  return `${name} ${version}`;
}
