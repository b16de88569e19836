import { readdirSync } from 'node:fs';

export interface Sample {
  /** Since the load began. */
  seconds: number;
  residentMb: number;
  heapMb: number;
  descriptors: number;
}

/** What the process takes now, by its own measurements; descriptors as the kernel counts them, where it does. */
export async function sample({ pid, url }: { pid: number; url: string }): Promise<Omit<Sample, 'seconds'>> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string): number => {
    const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1];
    if (found === undefined) throw new Error(`/metrics has no ${name}`);
    return Number(found);
  };
  return {
    residentMb: value('process_resident_memory_bytes') / 1e6,
    heapMb: value('nodejs_heap_size_used_bytes') / 1e6,
    descriptors: process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : 0,
  };
}

/**
 * The least of every `size` values. A heap grows until it is collected: the lows are what is in use, and the rest is garbage.
 */
export function lows<T extends { seconds: number }>(
  samples: readonly T[],
  { size, measure }: { size: number; measure: (one: T) => number },
): { hours: number; value: number }[] {
  const windows = Array.from({ length: Math.floor(samples.length / size) }, (_, i) =>
    samples.slice(i * size, (i + 1) * size),
  );
  return windows.map((window) => ({
    hours: (window[0]?.seconds ?? 0) / 3600,
    value: Math.min(...window.map(measure)),
  }));
}

export interface Slope {
  perHour: number;
  /** Standard error of the slope. */
  error: number;
}

/** Least squares. */
export function slopeOf(points: readonly { hours: number; value: number }[]): Slope {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(({ hours }) => hours)), mean(points.map(({ value }) => value))];
  const spread = points.reduce((sum, { hours }) => sum + (hours - x) ** 2, 0);
  const perHour = points.reduce((sum, { hours, value }) => sum + (hours - x) * (value - y), 0) / spread;
  const rest = points.reduce((sum, { hours, value }) => sum + (value - y - perHour * (hours - x)) ** 2, 0);
  return { perHour, error: Math.sqrt(rest / (points.length - 2) / spread) };
}

/** Growth in an hour that counts as none, as a share of the mean. */
export const FLAT_SHARE = 0.1;

/** With fewer points the error of a slope says nothing. */
const FEWEST_POINTS = 5;

/** Flat: even at the low end of the slope's 95 % interval, it would grow by less than a tenth of itself in an hour. */
export function isFlat(points: readonly { hours: number; value: number }[]): boolean {
  if (points.length < FEWEST_POINTS) return false;
  const { perHour, error } = slopeOf(points);
  const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length;
  return perHour - 2 * error < FLAT_SHARE * mean;
}
