import { textFact } from '../facts/catalogue.ts';
import { checkComparison } from './check-comparison.ts';
import { checkOpenEnded, NEVER_FALSE, provesNoAbsence } from './check-open-ended.ts';
import { checkPattern, SHORTEST_NEEDLE } from './check-pattern.ts';
import { type Finding, finding } from './finding.ts';
import type { Condition, FactCondition, SharedCondition } from './rule.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

interface Place {
  pointer: string;
  /** Somewhere under a `not`. */
  isNegated: boolean;
}

/** What is wrong with a condition that its schema cannot say. Shared conditions are checked where they are defined. */
export function checkCondition(
  condition: Condition,
  shared: SharedConditions,
  { pointer, isNegated }: Place,
): Finding[] {
  const inside = (children: readonly Condition[], key: string) =>
    children.flatMap((child, position) =>
      checkCondition(child, shared, { pointer: `${pointer}/${key}/${position}`, isNegated }),
    );
  if ('all' in condition) return inside(condition.all, 'all');
  if ('any' in condition) return inside(condition.any, 'any');
  if ('not' in condition)
    return checkCondition(condition.not, shared, { pointer: `${pointer}/not`, isNegated: true });
  if ('condition' in condition)
    return checkShared(condition.condition, shared, { pointer: `${pointer}/condition`, isNegated });
  return condition.fact === textFact.id
    ? checkTextCondition(condition, { pointer, isNegated })
    : [...checkComparison(condition, pointer), ...checkOpenEnded(condition, { pointer, isNegated })];
}

function checkShared(name: string, shared: SharedConditions, { pointer, isNegated }: Place): Finding[] {
  const target = sharedCondition(name, shared);
  if (target === null)
    return [finding('unknown-condition', pointer, `there is no shared condition "${name}"`)];
  return isNegated && neverFalse(target.when, shared)
    ? [finding('never-false', pointer, `"${name}" is never false: ${NEVER_FALSE}`)]
    : [];
}

function checkTextCondition({ operator, value }: FactCondition, { pointer, isNegated }: Place): Finding[] {
  const negated = isNegated ? [finding('never-false', `${pointer}/fact`, NEVER_FALSE)] : [];
  if (operator === 'matches') return [...negated, ...checkPattern(value, `${pointer}/value`)];
  if (operator !== 'includes')
    return [
      ...negated,
      finding(
        'operator-misfit',
        `${pointer}/operator`,
        'texts take "includes" or "matches", without decorators',
      ),
    ];
  const fits = typeof value === 'string' && value.length >= SHORTEST_NEEDLE && !/[\r\n]/.test(value);
  const message = `must be one line of at least ${SHORTEST_NEEDLE} characters`;
  return fits ? negated : [...negated, finding('value-misfit', `${pointer}/value`, message)];
}

/** Names of the shared conditions that a condition refers to, directly or through others; ends on cycles too. */
export function usedConditions(
  condition: Condition,
  shared: SharedConditions,
  seen: Set<string> = new Set(),
): Set<string> {
  for (const leaf of leavesOf(condition)) {
    if (!('condition' in leaf) || seen.has(leaf.condition)) continue;
    seen.add(leaf.condition);
    const target = sharedCondition(leaf.condition, shared);
    if (target !== null) usedConditions(target.when, shared, seen);
  }
  return seen;
}

function neverFalse(condition: Condition, shared: SharedConditions): boolean {
  const used = [...usedConditions(condition, shared)].map((name) => sharedCondition(name, shared)?.when);
  return [condition, ...used].some(
    (part) =>
      part !== undefined && leavesOf(part).some((leaf) => 'fact' in leaf && provesNoAbsence(leaf.fact)),
  );
}

function leavesOf(condition: Condition): (FactCondition | { condition: string })[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

const sharedCondition = (name: string, shared: SharedConditions): SharedCondition | null =>
  Object.hasOwn(shared, name) ? (shared[name] ?? null) : null;
