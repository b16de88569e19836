import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Condition } from '../rule.ts';
import { canHold } from './can-hold.ts';

const FACTS = { number: 'sysctl.net.ipv4.ip_forward', flag: 'kernel-module.overlay' };
type Values = { number: number; flag: boolean };

const number = fc.integer({ min: 0, max: 4 });
const comparison = fc.oneof(
  fc.record({
    fact: fc.constant(FACTS.number),
    operator: fc.constantFrom(
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
    ),
    value: number,
  }),
  fc.record({
    fact: fc.constant(FACTS.number),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.array(number, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    fact: fc.constant(FACTS.flag),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.boolean(),
  }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const compare: Record<string, (actual: unknown, value: never) => boolean> = {
  equal: (actual, value) => actual === value,
  notEqual: (actual, value) => actual !== value,
  lessThan: (actual, value) => Number(actual) < value,
  lessThanInclusive: (actual, value) => Number(actual) <= value,
  greaterThan: (actual, value) => Number(actual) > value,
  greaterThanInclusive: (actual, value) => Number(actual) >= value,
  in: (actual, value: readonly unknown[]) => value.includes(actual),
  notIn: (actual, value: readonly unknown[]) => !value.includes(actual),
};

function holds(one: Condition, values: Values): boolean {
  if ('all' in one) return one.all.every((child) => holds(child, values));
  if ('any' in one) return one.any.some((child) => holds(child, values));
  if ('not' in one) return !holds(one.not, values);
  if ('condition' in one) throw new Error('none is shared here');
  const actual = one.fact === FACTS.flag ? values.flag : values.number;
  return compare[one.operator]?.(actual, one.value as never) ?? false;
}

const everyValue: Values[] = [-1, 0, 1, 2, 3, 4, 5].flatMap((n) =>
  [true, false].map((flag) => ({ number: n, flag })),
);

it('canHold agrees with trying all values, for a condition and for its opposite', () => {
  fc.assert(
    fc.property(condition, fc.boolean(), (one, isNegated) => {
      const found = canHold(one, { shared: {}, scope: 'host', given: [] }, isNegated);
      expect(found).toBe(everyValue.some((values) => holds(one, values) !== isNegated));
    }),
    { numRuns: 500 },
  );
});
