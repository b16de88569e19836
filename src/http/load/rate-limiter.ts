import QuickLRU from 'quick-lru';
import { monotonicMilliseconds } from '../../lib/clock.ts';

/** How a client stands after a request. */
export interface Allowance {
  /** Milliseconds until the next request is allowed; 0: this one is. */
  wait: number;
  /** How many more may come at once. */
  remaining: number;
  /** Milliseconds until all may. */
  reset: number;
}

/** As many clients are remembered at least, and at most twice as many; a forgotten one starts afresh. */
const REMEMBERED = 50_000;

/**
 * Lets `requests` of each client through in a window, all at once or spread: the generic cell rate algorithm (ITU-T I.371), which
 * keeps one number a client. Old clients make room for new ones, so that a million addresses take no more memory than these.
 */
export class RateLimiter {
  readonly window: number;
  readonly #each: number;
  readonly #now: () => number;
  /** By client, when all its requests may come again. */
  readonly #clients = new QuickLRU<string, { full: number }>({ maxSize: REMEMBERED });

  constructor(requests: number, windowMilliseconds: number, now = monotonicMilliseconds) {
    this.window = windowMilliseconds;
    this.#each = windowMilliseconds / requests;
    this.#now = now;
  }

  /** Counts a request, when it is allowed. */
  take(name: string): Allowance {
    const now = this.#now();
    const client = this.#clients.get(name);
    const full = Math.max(client?.full ?? now, now) + this.#each;
    const wait = full - this.window - now;
    // Rounding must not cost the last one.
    if (wait > 0.001) return { wait, remaining: 0, reset: full - this.#each - now };
    if (client === undefined) this.#clients.set(name, { full });
    else client.full = full;
    return { wait: 0, remaining: this.#left(full - now), reset: full - now };
  }

  /** How long a client has to wait, without counting anything. */
  waitOf(name: string): number {
    const now = this.#now();
    const full = Math.max(this.#clients.get(name)?.full ?? now, now) + this.#each;
    const wait = full - this.window - now;
    return wait > 0.001 ? wait : 0;
  }

  #left(used: number): number {
    return Math.max(0, Math.floor((this.window - used) / this.#each + 0.001));
  }
}
