/** The only source of the time: tests pass a fixed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds since some moment, to measure how long a thing takes: never goes back. */
export const monotonicMilliseconds = (): number => performance.now();
