import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { caseDeps, forwarding } from '../../test/case-deps.ts';
import { createLogger } from '../lib/log.ts';
import { keepRetention } from './keep-retention.ts';
import { openCase } from './open-case.ts';

const DAY = 24 * 60 * 60 * 1000;

let deps: Awaited<ReturnType<typeof caseDeps>>;
let logged: Record<string, unknown>[];
let told: number[];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  deps = await caseDeps();
  logged = [];
  told = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await deps.store.close();
});

const keep = (days: number | undefined) =>
  keepRetention(deps, {
    days,
    logger: createLogger('info', { write: (line) => void logged.push(JSON.parse(line)) }),
    tell: (cases) => void told.push(cases),
  });
const start = Date.parse('2025-01-01T00:00:00.000Z');
const at = (days: number) => deps.setTime(new Date(start + days * DAY).toISOString());
const open = () => openCase(deps, { evidence: forwarding(0), idempotency: null });
const nextDay = async (day: number) => {
  at(day);
  await vi.advanceTimersByTimeAsync(DAY);
};

it('purges at its start and once a day', async () => {
  at(0);
  await open();
  at(9);
  await open();
  at(11);
  const retention = keep(10);
  await vi.waitUntil(() => told.length === 1);
  for (let day = 12; day <= 20; day++) {
    await nextDay(day);
    await vi.waitUntil(() => told.length === day - 10);
  }
  await retention.stop();
  expect(told).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(logged[0]).toMatchObject({ level: 'info', msg: 'cases purged', purged: 1, days: 10 });
});

it('purges nothing on the day on which the clock was set', async () => {
  at(0);
  await open();
  const retention = keep(10);
  await vi.waitUntil(() => told.length === 1);
  await nextDay(400);
  await vi.waitUntil(() => logged.length === 2);
  expect(logged[1]).toMatchObject({ level: 'warn', hours: 399 * 24 });
  await nextDay(401);
  await vi.waitUntil(() => told.length === 2);
  await retention.stop();
  expect(told).toEqual([0, 1]);
});

it('tries again when a run has failed', async () => {
  const broken = await caseDeps();
  await broken.store.close();
  deps.store.listQuietCases = broken.store.listQuietCases;
  at(0);
  const retention = keep(10);
  await vi.waitUntil(() => logged.length === 1);
  at(1 / 24);
  await vi.advanceTimersByTimeAsync(DAY / 24);
  await vi.waitUntil(() => logged.length === 2);
  await retention.stop();
  expect(logged).toMatchObject([{ level: 'error' }, { level: 'error' }]);
});

it('keeps all unless it is told for how long', async () => {
  at(0);
  await open();
  at(9999);
  await keep(undefined).stop();
  expect(await deps.store.countCases()).toBe(1);
  expect(told).toEqual([]);
});
