import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { AccessStore } from '../access/ports.ts';

/** How often the database is asked. */
const PAUSE_MILLISECONDS = 1000;

/**
 * Resolves with true once there is a key, and with false when the process is told to stop (SIGTERM, SIGINT) before:
 * the first process of a container ends by no signal that it does not handle, but SIGKILL.
 */
export async function waitForKey(
  store: Pick<AccessStore, 'hasKeys'>,
  sayThatItWaits: () => void,
): Promise<boolean> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const told = Promise.race(['SIGTERM', 'SIGINT'].map((name) => once(process, name, { signal })))
    .then(() => waiting.abort())
    .catch(() => undefined);
  try {
    for (let tries = 0; !(await store.hasKeys()); tries++) {
      if (tries === 0) sayThatItWaits();
      await pause(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return false;
    }
    return true;
  } finally {
    waiting.abort();
    await told;
  }
}
