import type { Condition } from './rule.ts';

const symbols: Readonly<Record<string, string>> = {
  equal: '=',
  notEqual: '≠',
  lessThan: '<',
  lessThanInclusive: '≤',
  greaterThan: '>',
  greaterThanInclusive: '≥',
  in: 'is one of',
  notIn: 'is none of',
  hasItem: 'has',
  countAtLeast: 'has items, at least',
};

/** A condition as a phrase: `sysctl.net.ipv4.ip_forward = 0`. */
export function describeCondition(condition: Condition): string {
  if ('all' in condition) return condition.all.map(describeCondition).join(' and ');
  if ('any' in condition) return condition.any.map(describeCondition).join(' or ');
  if ('not' in condition) return `not (${describeCondition(condition.not)})`;
  if ('condition' in condition) return condition.condition;
  const { fact, operator, value } = condition;
  if (operator === 'isEmpty') return `${fact} ${value === true ? 'is' : 'is not'} empty`;
  return `${fact} ${symbols[operator] ?? operator} ${describeValue(value)}`;
}

function describeValue(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(describeValue).join(', ');
  return Object.entries(value)
    .map(([property, wanted]) => `${property} ${describeValue(wanted)}`)
    .join(', ');
}
