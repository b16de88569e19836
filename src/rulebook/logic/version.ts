/** A version as semverLessThan and semverAtLeast take it: `1.29` or `v1.29.4`. */
export const isVersion = (value: unknown): value is string =>
  typeof value === 'string' && numbersOf(value) !== null;

/** Negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a) ?? [], numbersOf(b) ?? []];
  const differing = [0, 1, 2].find((i) => (left[i] ?? 0) !== (right[i] ?? 0));
  return differing === undefined ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}

const numbersOf = (version: string): number[] | null =>
  /^v?\d+\.\d+(\.\d+)?/
    .exec(version)?.[0]
    .replace('v', '')
    .split('.')
    .map((part) => Number(part)) ?? null;
