/** The only source of the time: tests pass a fixed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `instant` (an ISO 8601 time). */
export const fixedClock = (instant: string): Clock => ({ now: () => new Date(instant) });

/** Milliseconds since some moment, to measure how long a thing takes: never goes back. */
export const monotonicMilliseconds = (): number => performance.now();
