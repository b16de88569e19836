import type { ErrorDetail } from '../lib/errors.ts';
import { checkCondition, usedConditions } from './check-condition.ts';
import type { SharedCondition } from './rule.ts';

/** What is wrong with the shared conditions that their schema cannot say. A condition that needs itself is refused. */
export function checkSharedConditions(shared: Readonly<Record<string, SharedCondition>>): ErrorDetail[] {
  return Object.entries(shared).flatMap(([name, { when }]) => {
    const pointer = `/${name}/when`;
    const cycle = usedConditions(when, shared).has(name)
      ? [{ pointer, message: `"${name}" refers to itself, directly or through others` }]
      : [];
    return [...cycle, ...checkCondition(when, shared, { pointer, isNegated: false })];
  });
}
