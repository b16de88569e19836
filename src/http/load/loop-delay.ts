import { monotonicMilliseconds } from '../../lib/clock.ts';

const HEARTBEAT_MILLISECONDS = 20;

/** A single long request makes the process late once. */
const LATE_BEATS = 2;

/**
 * Tells whether the process is too late now, and has been at its last heartbeats: requests then come faster than they can be
 * answered. perf_hooks' histogram of the loop's delay says what was; a request that has just waited needs to know what is.
 */
export class LoopDelay {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #beat: number;
  #late = 0;

  constructor(limitMilliseconds: number, now: () => number = monotonicMilliseconds) {
    this.#limit = limitMilliseconds;
    this.#now = now;
    this.#beat = now();
    this.#timer = setInterval(() => this.beat(), HEARTBEAT_MILLISECONDS);
    this.#timer.unref();
  }

  /** What the timer calls. */
  beat(): void {
    const now = this.#now();
    this.#late = now - this.#beat > this.#limit ? this.#late + 1 : 0;
    this.#beat = now;
  }

  /** Requests early in a turn of the loop are still answered, so that the process is never idle while it refuses. */
  isTooLate(): boolean {
    return this.#late >= LATE_BEATS && this.#now() - this.#beat > this.#limit;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
