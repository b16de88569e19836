import { afterEach, expect, it } from 'vitest';
import { LoopDelay } from './loop-delay.ts';

let now = 0;
let delay: LoopDelay | undefined;
afterEach(() => delay?.stop());

/** With a heartbeat after each of the pauses. */
function after(...pauses: number[]): LoopDelay {
  delay?.stop();
  now = 0;
  const loop = new LoopDelay(100, () => now);
  delay = loop;
  for (const pause of pauses) {
    now += pause;
    loop.beat();
  }
  return loop;
}

it('is not too late for one long request, nor for those that waited behind it', () => {
  const loop = after(20, 20);
  now += 900;
  expect(loop.isTooLate()).toBe(false);
  loop.beat();
  expect(loop.isTooLate()).toBe(false);
});

it('is too late when it has been late time and again, and is so now', () => {
  const loop = after(20, 150, 150);
  expect(loop.isTooLate()).toBe(false);
  now += 101;
  expect(loop.isTooLate()).toBe(true);
});

it('has recovered after one heartbeat in time', () => {
  const loop = after(150, 150, 150, 20);
  now += 500;
  expect(loop.isTooLate()).toBe(false);
});
