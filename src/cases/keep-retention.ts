import { systemActor } from '../access/actor.ts';
import { monotonicMilliseconds } from '../lib/clock.ts';
import type { Logger } from '../lib/log.ts';
import type { CaseDeps } from './deps.ts';
import { purgeCases } from './purge-cases.ts';

const HOUR_MILLISECONDS = 60 * 60 * 1000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;

export interface Retention {
  /** Starts no further run; resolves when the one under way has ended, which it does after the cases at hand. */
  stop(): Promise<void>;
}

interface Given {
  /** `undefined`: all is kept. */
  days: number | undefined;
  logger: Logger;
  /** Hears how many cases went. */
  tell: (cases: number) => void;
}

/** Purges what is older than `days` now, and once a day; after a run that failed, in an hour. */
export function keepRetention(
  { store, clock }: Pick<CaseDeps, 'store' | 'clock'>,
  { days, logger, tell }: Given,
): Retention {
  if (days === undefined) return { stop: async () => {} };
  const stopping = new AbortController();
  const drift = driftOf({ clock });
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    const again = await purgeOnce().catch((error: unknown) => {
      logger.error({ err: error }, 'cases could not be purged');
      return HOUR_MILLISECONDS;
    });
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      running = run();
    }, again).unref();
  };
  const purgeOnce = async (): Promise<number> => {
    const hours = drift();
    if (Math.abs(hours) >= 1) {
      logger.warn({ hours }, 'the clock was set: nothing is purged today');
      return DAY_MILLISECONDS;
    }
    const { ids } = await purgeCases({ actor: systemActor, store, clock }, { days, signal: stopping.signal });
    tell(ids.length);
    logger.info({ purged: ids.length, days }, 'cases purged');
    return DAY_MILLISECONDS;
  };
  let running = run();
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** By how many hours the clock was set, on or back, since the last call: a wrong one would purge what is to be kept. */
function driftOf({ clock }: Pick<CaseDeps, 'clock'>): () => number {
  let offset: number | null = null;
  return () => {
    const now = clock.now().getTime() - monotonicMilliseconds();
    const moved = offset === null ? 0 : now - offset;
    offset = now;
    return Math.round(moved / HOUR_MILLISECONDS);
  };
}
