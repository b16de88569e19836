import { fits, namedValues, type Schema } from '../fact-types.ts';
import type { Literal } from './literals.ts';
import { compareVersions, isVersion } from './version.ts';

type Wanted = Pick<Literal, 'operator' | 'value' | 'isNegated'>;

/** Stands for the strings that no condition names. */
const ANOTHER = '\u0001';

/**
 * Whether one value of a schema can meet all of these comparisons at once. Of what it cannot judge (patterns, ranges,
 * other facts), it takes that they are met.
 */
export function hasWitness(schema: Schema, wanted: readonly Wanted[]): boolean {
  return candidates(schema, wanted).some((value) =>
    wanted.every((one) => {
      const meets = comparisons[one.operator]?.(value, one.value) ?? null;
      return meets === null || meets !== one.isNegated;
    }),
  );
}

/** Enough values that one of them meets the comparisons if any does: those named, and one on each side of them. */
function candidates(schema: Schema, wanted: readonly Wanted[]): unknown[] {
  const named = wanted.flatMap(({ value }) => (Array.isArray(value) ? value : [value]));
  const { values, areAll } = namedValues(schema);
  if (areAll) return [...values];
  const numbers = around(named.filter((value) => typeof value === 'number'));
  const versions = named.filter(isVersion).flatMap((version) => [version, `${version}.1`]);
  const strings = [...named.filter((value) => typeof value === 'string'), ...versions, '0.0.0', '99999.0.0'];
  return [...values, ...numbers, ...strings, ANOTHER].filter((value) => fits(schema, value));
}

function around(numbers: readonly number[]): number[] {
  const sorted = [...new Set([...numbers, 0, 1])].sort((a, b) => a - b);
  return sorted.flatMap((number, position) => {
    const next = sorted[position + 1] ?? number + 2;
    return [number - 1, number, number + 1, (number + next) / 2];
  });
}

type Comparison = (actual: unknown, value: unknown) => boolean | null;

const order =
  (holds: (difference: number) => boolean): Comparison =>
  (actual, value) =>
    typeof value !== 'number' ? null : typeof actual === 'number' && holds(actual - value);

const versionOrder =
  (holds: (difference: number) => boolean): Comparison =>
  (actual, value) =>
    isVersion(value) ? isVersion(actual) && holds(compareVersions(actual, value)) : null;

const isReference = (value: unknown): boolean => value !== null && typeof value === 'object';

const comparisons: Readonly<Record<string, Comparison>> = {
  equal: (actual, value) => (isReference(value) ? null : actual === value),
  notEqual: (actual, value) => (isReference(value) ? null : actual !== value),
  in: (actual, value) => (Array.isArray(value) ? value.includes(actual) : null),
  notIn: (actual, value) => (Array.isArray(value) ? !value.includes(actual) : null),
  lessThan: order((difference) => difference < 0),
  lessThanInclusive: order((difference) => difference <= 0),
  greaterThan: order((difference) => difference > 0),
  greaterThanInclusive: order((difference) => difference >= 0),
  // Another string may hold anything.
  includes: (actual, value) =>
    actual === ANOTHER || typeof value !== 'string'
      ? null
      : typeof actual === 'string' && actual.toLowerCase().includes(value.toLowerCase()),
  semverLessThan: versionOrder((difference) => difference < 0),
  semverAtLeast: versionOrder((difference) => difference >= 0),
};
