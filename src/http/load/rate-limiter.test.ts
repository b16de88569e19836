import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

function limiterAt(requests: number) {
  let now = 1_000_000;
  const limiter = new RateLimiter(requests, 60_000, () => now);
  return { limiter, pass: (milliseconds: number) => (now += milliseconds) };
}

it('lets as many through at once as it allows in a minute, and then one for each that has passed', () => {
  const { limiter, pass } = limiterAt(60);
  for (let left = 59; left >= 0; left--)
    expect(limiter.take('a')).toMatchObject({ wait: 0, remaining: left });
  expect(limiter.take('a')).toEqual({ wait: 1000, remaining: 0, reset: 60_000 });
  pass(999);
  expect(limiter.take('a').wait).toBeCloseTo(1);
  pass(1);
  expect(limiter.take('a')).toMatchObject({ wait: 0, remaining: 0 });
  expect(limiter.take('a').wait).toBe(1000);
  pass(60_000);
  expect(limiter.take('a')).toMatchObject({ wait: 0, remaining: 59, reset: 1000 });
});

it('lets no more than twice that through in any minute', () => {
  const { limiter, pass } = limiterAt(7);
  let allowed = 0;
  for (let millisecond = 0; millisecond < 60_000; millisecond += 10) {
    if (limiter.take('a').wait === 0) allowed += 1;
    pass(10);
  }
  expect(allowed).toBe(13);
});

it('counts each client for itself, and does not count what it refuses or is only asked', () => {
  const { limiter, pass } = limiterAt(1);
  expect([limiter.waitOf('a'), limiter.take('a').wait, limiter.take('b').wait]).toEqual([0, 0, 0]);
  for (let i = 0; i < 10; i++)
    expect([limiter.take('a').wait, limiter.waitOf('a')]).toEqual([60_000, 60_000]);
  pass(60_000);
  expect(limiter.take('a').wait).toBe(0);
});

it('takes no more memory for a million clients than for those it remembers', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const { limiter } = limiterAt(60);
  const before = heap();
  for (let client = 0; client < 1_000_000; client++) limiter.take(`10.${client}`);
  expect((heap() - before) / 2 ** 20).toBeLessThan(32);
  expect(limiter.take('10.999999').remaining).toBe(58);
});
