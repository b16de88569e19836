import QuickLRU from 'quick-lru';
import { type Actor, nameOf } from '../../access/actor.ts';
import { monotonicMilliseconds } from '../../lib/clock.ts';
import { sha256 } from '../../lib/ids.ts';
import { isLoopback } from '../../lib/loopback.ts';
import { type Allowance, RateLimiter } from './rate-limiter.ts';
import { TooBusy } from './too-busy.ts';

/** Of requests in a minute; 0: no bound. */
export interface RateLimitSettings {
  keyRequests: number;
  addressRequests: number;
  addressRefusals: number;
}

type Headers = Readonly<Record<string, string>>;

const MINUTE = 60_000;

const WITHOUT_KEY = 'without a valid key from this address';

/** Keys and tokens that were valid lately, by their hashes. */
const KNOWN_KEYS = 10_000;

/** How much each client may ask. An address that is not known (`null`) is not limited. */
export class RateLimits {
  readonly #keys: NamedLimit | null;
  readonly #addresses: NamedLimit | null;
  readonly #refusals: NamedLimit | null;
  readonly #known = new QuickLRU<string, true>({ maxSize: KNOWN_KEYS });

  constructor(
    { keyRequests, addressRequests, addressRefusals }: RateLimitSettings,
    now: () => number = monotonicMilliseconds,
  ) {
    const limit = (name: string, requests: number): NamedLimit | null =>
      requests === 0 ? null : new NamedLimit(name, requests, now);
    this.#keys = limit('key', keyRequests);
    this.#addresses = limit('address', addressRequests);
    this.#refusals = limit('refusals', addressRefusals);
  }

  /** Before it is known who asks. Throws `rate-limited`. On a loopback address the local mode works, and proxies send. */
  checkAddress(address: string | null): void {
    if (address !== null && !isLoopback(address)) this.#addresses?.take(address, 'from this address');
  }

  /**
   * Before a key is looked at. Throws `rate-limited` for an address that has shown too many wrong ones, unless the key was
   * valid before: who shares an address with an attacker is not locked out.
   */
  checkRefusals(address: string | null, authorization: string | undefined): void {
    if (address === null || this.#refusals === null || this.#refusals.waitOf(address) === 0) return;
    if (authorization === undefined || !this.#known.has(sha256(authorization)))
      this.#refusals.refuse(address, WITHOUT_KEY);
  }

  /** Remembers a key that was valid. */
  accept(authorization: string | undefined): void {
    if (this.#refusals !== null && authorization !== undefined) this.#known.set(sha256(authorization), true);
  }

  /** Counts a refused authentication. Throws `rate-limited` for one too many, as several may be under way at once. */
  refuse(address: string | null): void {
    if (address !== null) this.#refusals?.take(address, WITHOUT_KEY);
  }

  /** Throws `rate-limited`; else the headers that tell the client how it stands. Whoever is local may ask without bound. */
  takeKey(actor: Actor): Headers {
    if (this.#keys === null || (actor.kind !== 'key' && actor.kind !== 'user')) return {};
    return this.#keys.take(nameOf(actor), 'with this key');
  }
}

/** A limiter and its policy in headers (draft-ietf-httpapi-ratelimit-headers-10). */
class NamedLimit {
  readonly #name: string;
  readonly #policy: string;
  readonly #limiter: RateLimiter;

  constructor(name: string, requests: number, now: () => number) {
    this.#name = name;
    this.#policy = `"${name}";q=${requests};w=${MINUTE / 1000}`;
    this.#limiter = new RateLimiter(requests, MINUTE, now);
  }

  waitOf = (client: string): number => this.#limiter.waitOf(client);

  take(client: string, which: string): Headers {
    const allowance = this.#limiter.take(client);
    if (allowance.wait > 0) throw this.#tooMany(allowance, which);
    return this.#headers(allowance);
  }

  refuse(client: string, which: string): never {
    const wait = this.#limiter.waitOf(client);
    throw this.#tooMany({ wait, remaining: 0, reset: wait }, which);
  }

  #tooMany(allowance: Allowance, which: string): TooBusy {
    const retryAfterSeconds = Math.max(1, Math.ceil(allowance.wait / 1000));
    return new TooBusy(
      'rate-limited',
      `There were too many requests ${which}; wait ${retryAfterSeconds} s.`,
      {
        retryAfterSeconds,
        headers: this.#headers(allowance),
      },
    );
  }

  #headers({ remaining, reset }: Allowance): Headers {
    return {
      'ratelimit-policy': this.#policy,
      ratelimit: `"${this.#name}";r=${remaining};t=${Math.ceil(reset / 1000)}`,
    };
  }
}
