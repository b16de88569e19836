import { canonicalJson } from '../../lib/canonical-json.ts';
import { propertyOf, type Side } from '../fact-types.ts';
import type { Literal } from './literals.ts';
import { hasWitness } from './witness.ts';

/** Whether one list of such items can meet all of these at once. In doubt it can. */
export function listCanBe(literals: readonly Literal[], item: Side): boolean {
  const least = Math.max(0, ...literals.map(leastItems));
  const most = Math.min(Number.POSITIVE_INFINITY, ...literals.map(mostItems));
  return least <= most && !lacksWhatItContains(literals) && literals.every((one) => itemCanBe(one, item));
}

/** How many items the list has at least when the literal holds. */
function leastItems({ operator, value, isNegated }: Literal): number {
  if (operator === 'isEmpty') return (value === true) === isNegated ? 1 : 0;
  if (isNegated) return operator.startsWith('everyFact:') ? 1 : 0;
  if (operator === 'countAtLeast') return typeof value === 'number' ? value : 0;
  return operator === 'hasItem' || operator === 'contains' || operator.startsWith('someFact:') ? 1 : 0;
}

function mostItems({ operator, value, isNegated }: Literal): number {
  if (operator === 'isEmpty') return (value === true) === isNegated ? Number.POSITIVE_INFINITY : 0;
  return operator === 'countAtLeast' && isNegated && typeof value === 'number'
    ? value - 1
    : Number.POSITIVE_INFINITY;
}

function lacksWhatItContains(literals: readonly Literal[]): boolean {
  const said = literals.flatMap(({ operator, value, isNegated }) =>
    operator === 'contains' || operator === 'doesNotContain'
      ? [{ value: canonicalJson(value), has: (operator === 'contains') !== isNegated }]
      : [],
  );
  const had = new Set(said.filter(({ has }) => has).map(({ value }) => value));
  return said.some(({ value, has }) => !has && had.has(value));
}

/** Whether an item can be what one literal asks of it; whether other items are, is another matter. */
function itemCanBe({ operator, value, isNegated }: Literal, item: Side): boolean {
  if (isNegated || 'constant' in item) return true;
  if (operator.startsWith('someFact:'))
    return hasWitness(item.schema, [{ operator: operator.slice('someFact:'.length), value, isNegated }]);
  if (operator !== 'hasItem' || value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([name, wanted]) => {
    const property = propertyOf(item, name);
    if (property === null || 'constant' in property || !isBounds(wanted)) return true;
    const { atLeast, atMost } = wanted;
    return hasWitness(property.schema, [
      ...(atLeast === undefined ? [] : [{ operator: 'greaterThanInclusive', value: atLeast, isNegated }]),
      ...(atMost === undefined ? [] : [{ operator: 'lessThanInclusive', value: atMost, isNegated }]),
    ]);
  });
}

const isBounds = (wanted: unknown): wanted is { atLeast?: unknown; atMost?: unknown } =>
  wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted);
