import { catalogue, textFact } from '../../facts/catalogue.ts';
import { groupBy } from '../../lib/group-by.ts';
import { itemsOf } from '../fact-types.ts';
import type { Condition, Rule, SharedCondition } from '../rule.ts';
import { listCanBe } from './list-demands.ts';
import { type Conjunction, type Literal, waysToHold } from './literals.ts';
import { hasWitness } from './witness.ts';

/** Against what a condition is judged. */
export interface Judging {
  shared: Readonly<Record<string, SharedCondition>>;
  /** Of the rule: a host has one value of a setting, a cluster as many as it has hosts. */
  scope: Rule['scope'];
  /** What holds besides, because it stands around the condition. */
  given: Conjunction;
}

/** Whether any evidence can make a condition (or its opposite) hold. In doubt it can. */
export function canHold(condition: Condition, { shared, scope, given }: Judging, isNegated = false): boolean {
  const ways = waysToHold(condition, shared, isNegated);
  return ways === null || ways.some((way) => isConsistent([...given, ...way], scope));
}

function isConsistent(literals: Conjunction, scope: Rule['scope']): boolean {
  const negated = new Set(literals.filter((one) => one.isNegated).map(({ key }) => key));
  if (literals.some(({ key, isNegated }) => !isNegated && negated.has(key))) return false;
  return [...groupBy(literals, ({ fact }) => fact)].every(([fact, own]) =>
    hasOneValue(fact, scope) ? canMeet(fact, own) : own.every((literal) => canMeet(fact, [literal])),
  );
}

/** Whether all that a rule sees of the fact is one value. Symptoms may be seen several times, settings of a host only once. */
function hasOneValue(fact: string, scope: Rule['scope']): boolean {
  const definition = catalogue.get(fact);
  if (definition === undefined || definition.symptom === true) return false;
  return definition.subject === 'cluster' || scope === 'host';
}

function canMeet(fact: string, literals: readonly Literal[]): boolean {
  const definition = catalogue.get(fact);
  if (definition === undefined || fact === textFact.id) return true;
  const plain = literals.map(withoutNot);
  const items = itemsOf({ schema: definition.schema })?.[0];
  if (items === undefined) return hasWitness(definition.schema, plain);
  return listCanBe(plain, items);
}

/** `not:equal` of a single value is the opposite of `equal`. */
function withoutNot(literal: Literal): Literal {
  if (!literal.operator.startsWith('not:')) return literal;
  return withoutNot({
    ...literal,
    operator: literal.operator.slice('not:'.length),
    isNegated: !literal.isNegated,
  });
}
