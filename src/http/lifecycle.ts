import { CulpritError } from '../lib/errors.ts';
import { overloaded } from './load/too-busy.ts';

/**
 * What the process still does: `serving` all; `draining` all, while readiness fails, so that load balancers turn away;
 * `stopping` only what is under way.
 */
export class Lifecycle {
  readonly #stopping = new AbortController();
  #phase: 'serving' | 'draining' | 'stopping' = 'serving';

  /** For long work, which then ends early. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Whether connections are to be kept for further requests. */
  get isServing(): boolean {
    return this.#phase === 'serving';
  }

  drain(): void {
    if (this.#phase === 'serving') this.#phase = 'draining';
  }

  stop(): void {
    this.#phase = 'stopping';
    this.#stopping.abort();
  }

  /** Throws `unavailable` once the process is to end. */
  requireReady(): void {
    if (this.#phase !== 'serving') throw new CulpritError('unavailable', 'The server is about to stop.');
  }

  /** Throws `overloaded` for a request that comes too late; another process may answer it. */
  requireRunning(): void {
    if (this.#phase === 'stopping') throw overloaded('The server is stopping');
  }
}
