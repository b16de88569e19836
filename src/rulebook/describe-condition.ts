import type { Condition, FactCondition, SharedCondition } from './rule.ts';

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

/** A condition as a phrase: `sysctl.net.ipv4.ip_forward = 0`. A shared condition goes by its title. */
export function describeCondition(
  condition: Condition,
  shared: Readonly<Record<string, SharedCondition>> = {},
): string {
  const describe = (inner: Condition): string => describeCondition(inner, shared);
  if ('all' in condition) return condition.all.map(describe).join(', and ');
  if ('any' in condition) return condition.any.map(describe).join(', or ');
  if ('not' in condition) return `not (${describe(condition.not)})`;
  if ('condition' in condition) return shared[condition.condition]?.title ?? condition.condition;
  return describeComparison(condition);
}

function describeComparison({ fact, operator, value }: FactCondition): string {
  if (operator === 'isEmpty') return `${fact} ${value === true ? 'is' : 'is not'} empty`;
  if (operator === 'includes') return `${subject(fact)} says "${String(value)}"`;
  if (operator === 'matches' && value !== null && typeof value === 'object' && 'pattern' in value)
    return `${subject(fact)} matches ${String(value.pattern)}`;
  const negated = operator.startsWith('not:');
  const name = negated ? operator.slice('not:'.length) : operator;
  const comparison = `${fact} ${symbols[name] ?? name} ${describeValue(value)}`;
  return negated ? `not (${comparison})` : comparison;
}

const subject = (fact: string): string => (fact === 'text' ? 'a line' : fact);

function describeValue(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(describeValue).join(' or ');
  return Object.entries(value).map(describeProperty).join(', ');
}

function describeProperty([property, wanted]: [string, unknown]): string {
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted))
    return `${property} ${describeValue(wanted)}`;
  const { atLeast, atMost } = { atLeast: undefined, atMost: undefined, ...wanted };
  if (atLeast !== undefined && atMost !== undefined) return `${property} ${atLeast} to ${atMost}`;
  return atLeast === undefined ? `${property} ≤ ${atMost}` : `${property} ≥ ${atLeast}`;
}
