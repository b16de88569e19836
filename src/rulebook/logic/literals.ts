import { canonicalJson } from '../../lib/canonical-json.ts';
import type { Condition, FactCondition, SharedCondition } from '../rule.ts';

/** A comparison, or its opposite. */
export interface Literal extends FactCondition {
  isNegated: boolean;
  /** Equal for comparisons that say the same, negated or not. */
  key: string;
}

/** Literals that hold together. */
export type Conjunction = readonly Literal[];

type SharedConditions = Readonly<Record<string, SharedCondition>>;

/** A condition of more ways to hold, or with more in one of them, is not looked into: what it costs grows with them. */
const MOST_CONJUNCTIONS = 256;
const MOST_LITERALS = 400;

/**
 * The ways in which a condition can hold: it holds when one of them does (disjunctive normal form). `null`: there are too
 * many, or a shared condition is missing or needs itself.
 */
export function waysToHold(
  condition: Condition,
  shared: SharedConditions,
  isNegated = false,
): readonly Conjunction[] | null {
  return ways(condition, { shared, isNegated, within: [] });
}

interface Reading {
  shared: SharedConditions;
  isNegated: boolean;
  /** Shared conditions that are being read. */
  within: readonly string[];
}

function ways(condition: Condition, reading: Reading): readonly Conjunction[] | null {
  const { shared, isNegated, within } = reading;
  if ('not' in condition) return ways(condition.not, { ...reading, isNegated: !isNegated });
  if ('all' in condition) return isNegated ? oneOf(condition.all, reading) : eachOf(condition.all, reading);
  if ('any' in condition) return isNegated ? eachOf(condition.any, reading) : oneOf(condition.any, reading);
  if ('fact' in condition) return [[literalOf(condition, isNegated)]];
  const name = condition.condition;
  const target = Object.hasOwn(shared, name) ? shared[name] : undefined;
  if (target === undefined || within.includes(name)) return null;
  return ways(target.when, { ...reading, within: [...within, name] });
}

function oneOf(children: readonly Condition[], reading: Reading): readonly Conjunction[] | null {
  const all: Conjunction[] = [];
  for (const child of children) {
    const own = ways(child, reading);
    if (own === null || all.length + own.length > MOST_CONJUNCTIONS) return null;
    all.push(...own);
  }
  return all;
}

function eachOf(children: readonly Condition[], reading: Reading): readonly Conjunction[] | null {
  let all: readonly Conjunction[] = [[]];
  for (const child of children) {
    const own = ways(child, reading);
    if (own === null || all.length * own.length > MOST_CONJUNCTIONS) return null;
    all = all.flatMap((conjunction) => own.map((more) => [...conjunction, ...more]));
    if (all.some((conjunction) => conjunction.length > MOST_LITERALS)) return null;
  }
  return all;
}

function literalOf({ fact, operator, value }: FactCondition, isNegated: boolean): Literal {
  return { fact, operator, value, isNegated, key: canonicalJson({ fact, operator, value }) };
}
