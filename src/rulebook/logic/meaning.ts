import { canonicalJson } from '../../lib/canonical-json.ts';
import type { Condition, SharedCondition } from '../rule.ts';

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** Equal for conditions that ask the same, whatever the order and nesting of their parts, and the names of shared ones. */
export const meaningOf = (condition: Condition, shared: SharedConditions): string =>
  keyOf(withoutNames(condition, shared));

/** A condition with shared conditions in the place of their names; of what is missing or needs itself, the name stays. */
export function withoutNames(
  condition: Condition,
  shared: SharedConditions,
  within: readonly string[] = [],
): Condition {
  const inside = (children: readonly Condition[]) =>
    children.map((child) => withoutNames(child, shared, within));
  if ('all' in condition) return { all: inside(condition.all) };
  if ('any' in condition) return { any: inside(condition.any) };
  if ('not' in condition) return { not: withoutNames(condition.not, shared, within) };
  if ('fact' in condition) return condition;
  const name = condition.condition;
  const target = Object.hasOwn(shared, name) && !within.includes(name) ? shared[name] : undefined;
  return target === undefined ? condition : withoutNames(target.when, shared, [...within, name]);
}

function keyOf(condition: Condition): string {
  if ('all' in condition) return keyOfGroup('all', condition.all);
  if ('any' in condition) return keyOfGroup('any', condition.any);
  if (!('not' in condition)) return canonicalJson(condition);
  return 'not' in condition.not ? keyOf(condition.not.not) : `not(${keyOf(condition.not)})`;
}

function keyOfGroup(kind: 'all' | 'any', children: readonly Condition[]): string {
  const distinct = [...new Set(flattened(kind, children).map(keyOf))].sort();
  return distinct.length === 1 ? (distinct[0] ?? '') : `${kind}(${distinct.join()})`;
}

/** An `all` within an `all` is but brackets. */
const flattened = (kind: 'all' | 'any', children: readonly Condition[]): readonly Condition[] =>
  children.flatMap((child) => {
    if (kind === 'all' && 'all' in child) return flattened(kind, child.all);
    return kind === 'any' && 'any' in child ? flattened(kind, child.any) : [child];
  });
