import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RunningCulprit, startCulprit } from './run-culprit.ts';

// Processes start slowly on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

/** Far less than the clients below offer. */
const small = {
  CULPRIT_MAX_WORKING: '2',
  CULPRIT_MAX_WAITING: '20',
  CULPRIT_MAX_HELD_BYTES: '8388608',
  CULPRIT_MAX_DELAY_MILLISECONDS: '50',
};

const CLIENTS = 40;
const REQUESTS = 8;

let server: RunningCulprit;
beforeAll(async () => {
  server = await startCulprit(small);
});
afterAll(() => server.stop());

const line =
  'Nov 20 09:11:14 node-2 kubelet[1207]: I1120 kubelet_volumes.go:161] "Cleaned up orphaned pod volumes dir"\n';
const long = JSON.stringify({
  texts: [1, 2, 3].map(() => ({ text: line.repeat(9000) })),
});
const manyKeys = `{"facts":[{"value":{${Array.from({ length: 300_000 }, (_, i) => `"k${i}":1`).join(',')}}}]}`;
const short = JSON.stringify({ facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: 'node-1' }] });

const send = (path: string, body: string) =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

/** What of an answer the test is about. */
async function outcomeOf(sent: Promise<Response>): Promise<string> {
  const response = await sent;
  await response.arrayBuffer();
  const isRefusal = [429, 503].includes(response.status);
  return isRefusal
    ? `${response.status}, retry ${response.headers.get('retry-after')}`
    : `${response.status}`;
}

async function client(number: number, outcomes: Map<string, number>): Promise<void> {
  for (let i = 0; i < REQUESTS; i++) {
    const body = (number + i) % 5 === 0 ? (number % 2 === 0 ? long : manyKeys) : short;
    const outcome = await outcomeOf(send(number % 3 === 0 ? '/v1/cases' : '/v1/diagnoses', body));
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
}

async function residentMiB(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(metrics)?.[1]) / 2 ** 20;
}

it('answers or refuses at once when far more is asked than it can do, and stays healthy and small', async () => {
  const outcomes = new Map<string, number>();
  const watched = { healthy: 0, unhealthy: 0, mostMiB: 0 };
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const health = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(`${server.url}${path}`)));
      for (const { status } of health) watched[status === 200 ? 'healthy' : 'unhealthy'] += 1;
      watched.mostMiB = Math.max(watched.mostMiB, await residentMiB());
    }
  };
  const watching = watch();
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number, outcomes)));
  isOver = true;
  await watching;

  // 413: a body of 300,000 keys.
  for (const outcome of outcomes.keys()) expect(['200', '201', '413', '503, retry 1']).toContain(outcome);
  for (const outcome of ['200', '503, retry 1']) expect(outcomes.get(outcome)).toBeGreaterThan(0);
  expect([...outcomes.values()].reduce((sum, count) => sum + count)).toBe(CLIENTS * REQUESTS);
  expect(watched).toMatchObject({ unhealthy: 0, healthy: expect.toSatisfy((count: number) => count > 1) });
  expect(watched.mostMiB).toBeLessThan(1024);
  expect(await outcomeOf(send('/v1/diagnoses', short))).toBe('200');
});
