/** What a value is, as far as an operator cares. */
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';

/** What an operator compares the fact with. */
export type Comparand =
  /** A value that the fact can have, or a list of them. */
  | 'same'
  | 'list-of-same'
  /** A value that an item of the list can have. */
  | 'item'
  | 'number'
  | 'count'
  | 'boolean'
  | 'string'
  | 'pattern'
  | 'item-template'
  | 'address-or-range'
  | 'version';

export interface OperatorSignature {
  /** What the fact may be. */
  readonly facts: readonly Kind[];
  readonly value: Comparand;
  /** When it holds, for the schema's reader. */
  readonly holds: string;
}

const scalars: readonly Kind[] = ['string', 'number', 'boolean', 'null'];

/** Every operator that a rule may name: json-rules-engine's ten, then those of inference/operators.ts. */
export const operatorSignatures = {
  equal: { facts: scalars, value: 'same', holds: 'the fact is the value' },
  notEqual: { facts: scalars, value: 'same', holds: 'the fact is known and is not the value' },
  in: { facts: scalars, value: 'list-of-same', holds: 'the fact is one of the values' },
  notIn: { facts: scalars, value: 'list-of-same', holds: 'the fact is known and is none of the values' },
  contains: { facts: ['list'], value: 'item', holds: 'the list has the value as an item' },
  doesNotContain: {
    facts: ['list'],
    value: 'item',
    holds: 'the list is known and lacks the value',
  },
  lessThan: { facts: ['number'], value: 'number', holds: 'the fact is less than the value' },
  lessThanInclusive: { facts: ['number'], value: 'number', holds: 'the fact is at most the value' },
  greaterThan: { facts: ['number'], value: 'number', holds: 'the fact is greater than the value' },
  greaterThanInclusive: { facts: ['number'], value: 'number', holds: 'the fact is at least the value' },
  includes: {
    facts: ['string'],
    value: 'string',
    holds: 'the value is somewhere in the text; letter case is ignored',
  },
  matches: {
    facts: ['string'],
    value: 'pattern',
    holds: 'the pattern (RE2 syntax) matches somewhere in the text; letter case is ignored',
  },
  isEmpty: {
    facts: ['list'],
    value: 'boolean',
    holds: 'true: the list is known to be empty; false: it has items',
  },
  countAtLeast: { facts: ['list'], value: 'count', holds: 'the list has at least so many items' },
  hasItem: {
    facts: ['list'],
    value: 'item-template',
    holds: 'one item of the list has all these properties',
  },
  cidrContains: {
    facts: ['string'],
    value: 'address-or-range',
    holds: 'the address or range lies within the fact, a range',
  },
  cidrOverlaps: {
    facts: ['string'],
    value: 'address-or-range',
    holds: 'the two ranges have an address in common',
  },
  semverLessThan: { facts: ['string'], value: 'version', holds: 'the version is older than the value' },
  semverAtLeast: { facts: ['string'], value: 'version', holds: 'the version is the value or newer' },
} as const satisfies Record<string, OperatorSignature>;
type OperatorName = keyof typeof operatorSignatures;

/** Go before an operator, the outermost first: `someFact:cidrContains`, `not:someFact:equal`. */
export const decorators = {
  someFact: 'holds for an item of the fact, a list',
  everyFact: 'holds for every item of the fact, a list; for an empty list too',
  someValue: 'holds for an item of the value, a list',
  everyValue: 'holds for every item of the value, a list',
  swap: 'with fact and value in each other’s place',
  not: 'does not hold, of a known fact',
} as const;
type DecoratorName = keyof typeof decorators;

export interface DecoratedOperator {
  /** The outermost first. */
  readonly decorators: readonly DecoratorName[];
  readonly signature: OperatorSignature;
}

/** Takes a decorated name apart; `null` when a part of it is unknown. */
export function parseOperator(name: string): DecoratedOperator | null {
  const parts = name.split(':');
  const operator = parts.pop() ?? '';
  if (!isOperatorName(operator) || !parts.every(isDecoratorName)) return null;
  return { decorators: parts.filter(isDecoratorName), signature: operatorSignatures[operator] };
}

const isOperatorName = (name: string): name is OperatorName => Object.hasOwn(operatorSignatures, name);
const isDecoratorName = (name: string): name is DecoratorName => Object.hasOwn(decorators, name);
