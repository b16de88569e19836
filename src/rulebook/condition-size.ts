import type { Condition, SharedCondition } from './rule.ts';

export interface ConditionSize {
  /** Comparisons, with those of shared conditions wherever they are used. */
  comparisons: number;
  depth: number;
}

/**
 * What a condition comes to once shared conditions stand in the place of their names. Costs time in proportion to what is
 * written, however often shared conditions multiply each other; what is missing, or needs itself, counts nothing.
 */
export function sizeOf(
  condition: Condition,
  shared: Readonly<Record<string, SharedCondition>>,
): ConditionSize {
  const known = new Map<string, ConditionSize>();
  return measure(condition);

  function measure(one: Condition): ConditionSize {
    if ('fact' in one) return { comparisons: 1, depth: 1 };
    if ('condition' in one) return measureShared(one.condition);
    const children = 'all' in one ? one.all : 'any' in one ? one.any : [one.not];
    const sizes = children.map(measure);
    return {
      comparisons: sizes.reduce((sum, { comparisons }) => sum + comparisons, 0),
      depth: 1 + Math.max(...sizes.map(({ depth }) => depth)),
    };
  }

  function measureShared(name: string): ConditionSize {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    known.set(name, { comparisons: 0, depth: 0 });
    const target = Object.hasOwn(shared, name) ? shared[name] : undefined;
    if (target !== undefined) known.set(name, measure(target.when));
    return known.get(name) ?? { comparisons: 0, depth: 0 };
  }
}
