import { checkCondition, usedConditions } from './check-condition.ts';
import { type Finding, finding } from './finding.ts';
import type { SharedCondition } from './rule.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/**
 * What is wrong with a file of shared conditions that its schema cannot say; `shared` are those of all files.
 * A condition that needs itself is refused.
 */
export function checkSharedConditions(own: SharedConditions, shared: SharedConditions): Finding[] {
  return Object.entries(own).flatMap(([name, { when }]) => {
    const pointer = `/${name}/when`;
    const cycle = usedConditions(when, shared).has(name)
      ? [finding('condition-cycle', pointer, `"${name}" refers to itself, directly or through others`)]
      : [];
    return [...cycle, ...checkCondition(when, shared, { pointer, isNegated: false })];
  });
}
