/** How many times longer the long input is: linear work grows by this; quadratic work by its square. */
export const LONGER = 4;
/** What is over before the clock can tell is no danger. */
const NOTICEABLE_MILLISECONDS = 50;
/** Less than this is nothing but the clock's noise. */
const LEAST_MILLISECONDS = NOTICEABLE_MILLISECONDS / 10;
/** More than linear work, as far as the clock can tell on a busy machine. */
export const TOO_STEEP = LONGER ** 1.75;

const milliseconds = (work: () => void): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

/** How much longer the work on four times as much takes, each at its best of several; 1 when nobody would notice. */
export function growth(short: number, work: (size: number) => void): number {
  const best = { long: Number.POSITIVE_INFINITY, short: Number.POSITIVE_INFINITY };
  const ratio = (): number => best.long / Math.max(best.short, LEAST_MILLISECONDS);
  for (let attempt = 0; attempt < 10; attempt++) {
    best.long = Math.min(
      best.long,
      milliseconds(() => work(short * LONGER)),
    );
    if (best.long < NOTICEABLE_MILLISECONDS) return 1;
    best.short = Math.min(
      best.short,
      milliseconds(() => work(short)),
    );
    if (ratio() < TOO_STEEP / 2) break;
  }
  return ratio();
}

/** As much of a text over and over again as fills a length. */
export const filler = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
