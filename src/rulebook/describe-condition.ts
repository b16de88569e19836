import { catalogue } from '../facts/catalogue.ts';
import type { Condition, FactCondition, SharedCondition } from './rule.ts';

const symbols: Readonly<Record<string, string>> = {
  equal: '=',
  notEqual: '!=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
  in: 'is one of',
  notIn: 'is none of',
  hasItem: 'has',
  countAtLeast: 'has items, at least',
};

const opposites: Readonly<Record<string, string>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
  in: 'notIn',
  notIn: 'in',
};

/** A condition as a phrase: `sysctl.net.ipv4.ip_forward = 0`. A shared condition goes by its title. */
export function describeCondition(
  condition: Condition,
  shared: Readonly<Record<string, SharedCondition>> = {},
): string {
  const describe = (inner: Condition): string => describeCondition(inner, shared);
  const only = onlyChild(condition);
  if (only !== null) return describe(only);
  if ('all' in condition) return condition.all.map(describe).join(', and ');
  if ('any' in condition) return condition.any.map(describe).join(', or ');
  if ('not' in condition) return describeOpposite(condition.not, describe);
  if ('condition' in condition) return shared[condition.condition]?.title ?? condition.condition;
  return describeComparison(condition);
}

/** An `all` or `any` of one is that one. */
function onlyChild(condition: Condition): Condition | null {
  const children = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  return children.length === 1 ? (children[0] ?? null) : null;
}

function describeOpposite(condition: Condition, describe: (inner: Condition) => string): string {
  const only = onlyChild(condition);
  if (only !== null) return describeOpposite(only, describe);
  if ('fact' in condition) {
    const { operator, value } = condition;
    if (operator === 'isEmpty') return describe({ ...condition, value: value !== true });
    const opposite = opposites[operator];
    if (opposite !== undefined) return describe({ ...condition, operator: opposite });
  }
  return `not (${describe(condition)})`;
}

function describeComparison({ fact, operator, value }: FactCondition): string {
  if (operator === 'isEmpty') {
    const things = catalogue.get(fact)?.title ?? fact;
    return value === true ? `there are no ${things}` : `there are ${things}`;
  }
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
  return atLeast === undefined ? `${property} <= ${atMost}` : `${property} >= ${atLeast}`;
}
