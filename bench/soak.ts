import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Client, openClient } from './soak/client.ts';
import { FLAT_SHARE, isFlat, lows, type Sample, sample, slopeOf } from './soak/growth.ts';
import { at, closedLoop, openLoop, type Tally } from './soak/load.ts';
import { type ServerUnderTest, startServer } from './soak/server.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, share: { type: 'string', default: '0.7' } },
});
const SECONDS = Number(values.minutes) * 60;
const SHARE = Number(values.share);

/** Until what runs often is compiled, and caches are full; then how long the maximum is measured. */
const WARM_SECONDS = 30;
const MAXIMUM_SECONDS = 15;
const CONNECTIONS = 32;
const SAMPLE_MILLISECONDS = 2000;
/** Samples of which the least counts. */
const LOW_SAMPLES = 5;
/** Of the samples; the heap grows to its working size in them. */
const SETTLING_SHARE = 0.3;

const folder = mkdtempSync(join(tmpdir(), 'culprit-soak-'));
const server = await startServer(join(folder, 'culprit.db'));
try {
  process.exitCode = (await soak(server)) ? 0 : 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** Runs the mix at a share of the maximum, prints what was seen, and says whether nothing failed and nothing grew. */
async function soak(running: ServerUnderTest): Promise<boolean> {
  const client = openClient(running.url, CONNECTIONS);
  await closedLoop(client, { seconds: WARM_SECONDS, connections: CONNECTIONS });
  const most = await closedLoop(client, { seconds: MAXIMUM_SECONDS, connections: CONNECTIONS });
  const maximum = most.requests / MAXIMUM_SECONDS;
  console.log(`maximum: ${maximum.toFixed(0)} requests a second of the mix, ${CONNECTIONS} connections`);
  console.log(`now ${(SHARE * 100).toFixed(0)} % of it for ${SECONDS} s, sent by the clock`);
  const { tally, samples } = await watched(running, client, maximum * SHARE);
  client.close();
  report(tally);
  const failed = tally.failures.size > 0 || most.failures.size > 0;
  for (const [what, count] of [...most.failures, ...tally.failures]) console.log(`FAILED ${count} × ${what}`);
  const steady = reportGrowth(samples.slice(Math.floor(samples.length * SETTLING_SHARE)));
  console.log(
    failed
      ? 'requests failed'
      : steady
        ? 'no error, flat memory'
        : 'memory or descriptors grow, or it was too short to tell',
  );
  return !failed && steady;
}

async function watched(
  { pid, url }: ServerUnderTest,
  client: Client,
  rate: number,
): Promise<{ tally: Tally; samples: Sample[] }> {
  const samples: Sample[] = [];
  const started = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - started) / 1000;
    void sample({ pid, url }).then((taken) => samples.push({ ...taken, seconds }));
  }, SAMPLE_MILLISECONDS);
  const tally = await openLoop(client, { seconds: SECONDS, rate });
  clearInterval(timer);
  return { tally, samples };
}

function report({ requests, latencies, byOperation }: Tally): void {
  const sorted = latencies.toSorted((a, b) => a - b);
  const [half, most, all] = [at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1)];
  console.log(
    `${requests} requests, from when each was due: p50 ${half.toFixed(1)} ms, p99 ${most.toFixed(1)} ms, max ${all.toFixed(0)} ms`,
  );
  for (const [operation, count] of byOperation) console.log(`  ${operation.padEnd(26)}${count}`);
}

function reportGrowth(samples: readonly Sample[]): boolean {
  const series = [
    ['resident memory', 'MB', (one: Sample) => one.residentMb],
    ['heap in use', 'MB', (one: Sample) => one.heapMb],
    ['file descriptors', '', (one: Sample) => one.descriptors],
  ] as const;
  console.log(
    `growth by least squares over the lows of each ${(LOW_SAMPLES * SAMPLE_MILLISECONDS) / 1000} s; flat: less than ${FLAT_SHARE * 100} % an hour, two errors off`,
  );
  const flat = series.map(([name, unit, measure]) => {
    const points = lows(samples, { size: LOW_SAMPLES, measure });
    const { perHour, error } = slopeOf(points);
    const isSteady = isFlat(points);
    const [first = 0, last = 0] = [points[0]?.value, points.at(-1)?.value];
    console.log(
      `${name}: ${first.toFixed(0)} → ${last.toFixed(0)} ${unit}, ${perHour.toFixed(1)} ± ${error.toFixed(1)} ${unit} an hour, ${isSteady ? 'flat' : 'GROWS'}`,
    );
    return isSteady;
  });
  return flat.every(Boolean);
}
