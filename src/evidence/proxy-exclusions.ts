import { overlap, parseRange } from './network-range.ts';

/** Whether an address or a range as a whole is among the entries of NO_PROXY. What a mask hides counts as excluded. */
export function isExcluded(target: string, entries: readonly string[]): boolean {
  const range = parseRange(target);
  return entries
    .map((entry) => entry.trim())
    .some((entry) => {
      const excluded = parseRange(entry);
      if (excluded === null || range === null) return entry === '*' || entry === target;
      return excluded.prefixBits <= range.prefixBits && overlap(excluded, range) !== false;
    });
}
