import { systemClock } from '../../lib/clock.ts';
import type { ReadStore } from '../../storage/inspect/read-store.ts';
import { type Finding, linesOf } from './finding.ts';

const { ok, warn } = linesOf('clock');

const TOLERATED_MILLISECONDS = 60_000;

/** How many lines of the audit are looked at. */
const LINES = 200;

/** Whether the newest times in the database are past, and follow each other. */
export async function checkStoredTimes(store: ReadStore): Promise<Finding[]> {
  const page = { limit: 1, cursor: null };
  const [entries, cases, activation] = await Promise.all([
    store.listAudit({ limit: LINES, cursor: null }),
    store.listCases(page),
    store.newestActivation(),
  ]);
  const times = [entries.items[0]?.at, cases.items[0]?.openedAt, activation?.activatedAt];
  const newest = times
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
  if (newest === undefined) return [];
  return [checkFuture(newest), ...checkOrder(entries.items.map(({ at }) => at))];
}

/** The audit's times, newest line first. */
function checkOrder(times: readonly string[]): Finding[] {
  const later = times.find(
    (time, i) => Date.parse(time) - Date.parse(times[i - 1] ?? time) > TOLERATED_MILLISECONDS,
  );
  if (later === undefined) return [];
  return [
    warn(
      `After ${later} the audit goes on with an earlier time: a clock was set back, or several machines disagree.`,
      'Let every machine that runs a server follow a time server (NTP).',
    ),
  ];
}

function checkFuture(newest: string): Finding {
  const ahead = Date.parse(newest) - systemClock.now().getTime();
  if (ahead < TOLERATED_MILLISECONDS) return ok(`No stored time is in the future; the newest is ${newest}.`);
  return warn(
    `The newest stored time, ${newest}, is in the future: this clock is late, or was early then. Retention and the order of cases follow it.`,
    'Let the machine follow a time server (NTP), and look at "timedatectl".',
  );
}
