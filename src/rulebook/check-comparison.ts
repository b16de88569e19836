import { catalogue } from '../facts/catalogue.ts';
import { checkComparand } from './check-comparand.ts';
import { itemsOf, kindsOf, type Side } from './fact-types.ts';
import { type Finding, finding } from './finding.ts';
import { type DecoratedOperator, parseOperator } from './operator-signatures.ts';
import type { FactCondition } from './rule.ts';

/** What is wrong with a comparison of a typed fact: operator, value and fact must fit each other. */
export function checkComparison({ fact, operator, value }: FactCondition, pointer: string): Finding[] {
  const definition = catalogue.get(fact);
  if (definition === undefined) return [finding('unknown-fact', `${pointer}/fact`, `"${fact}" is no fact`)];
  const parsed = parseOperator(operator);
  if (parsed === null)
    return [finding('unknown-operator', `${pointer}/operator`, `"${operator}" is no operator`)];
  const reference = referencedFact(value);
  if (reference === null)
    return checkSides(parsed, { left: { schema: definition.schema }, right: { constant: value }, pointer });
  const other = catalogue.get(reference);
  const at = `${pointer}/value/fact`;
  if (other === undefined || reference === 'text')
    return [finding('value-misfit', at, `"${reference}" is no typed fact`)];
  if (reference === fact) return [finding('value-misfit', at, 'compares the fact with itself')];
  return checkSides(parsed, {
    left: { schema: definition.schema },
    right: { schema: other.schema },
    pointer,
  });
}

/** The id in `{ "fact": id }`; `null` for a constant. */
export function referencedFact(value: unknown): string | null {
  const isReference = value !== null && typeof value === 'object' && Object.hasOwn(value, 'fact');
  return isReference && 'fact' in value && typeof value.fact === 'string' ? value.fact : null;
}

interface Sides {
  left: Side;
  right: Side;
  pointer: string;
}

/** Takes the decorators off, the outermost first, until plain values meet the operator. */
function checkSides({ decorators, signature }: DecoratedOperator, sides: Sides): Finding[] {
  const [outermost, ...inner] = decorators;
  const { left, right, pointer } = sides;
  const rest = { decorators: inner, signature };
  if (outermost === undefined) return checkPlain(signature, sides);
  switch (outermost) {
    case 'not':
      return checkSides(rest, sides);
    case 'swap':
      return checkSides(rest, { left: right, right: left, pointer });
    case 'someFact':
    case 'everyFact':
      return forItems(left, { side: 'fact', pointer: `${pointer}/operator` }, (item) =>
        checkSides(rest, { left: item, right, pointer }),
      );
    case 'someValue':
    case 'everyValue':
      return forItems(right, { side: 'value', pointer: `${pointer}/value` }, (item) =>
        checkSides(rest, { left, right: item, pointer }),
      );
  }
}

function forItems(
  list: Side,
  { side, pointer }: { side: string; pointer: string },
  check: (item: Side) => Finding[],
): Finding[] {
  const items = itemsOf(list);
  if (items === null)
    return [finding('operator-misfit', pointer, `the decorator needs a list, but the ${side} is none`)];
  if (items.length === 0) return [finding('value-misfit', pointer, 'the list is empty')];
  return items.flatMap(check);
}

function checkPlain(signature: DecoratedOperator['signature'], { left, right, pointer }: Sides): Finding[] {
  const kinds = kindsOf(left);
  if (!kinds.some((kind) => signature.facts.includes(kind))) {
    const message = `takes ${signature.facts.join(' or ')}, but the fact is ${kinds.join(' or ')}`;
    return [finding('operator-misfit', `${pointer}/operator`, message)];
  }
  return checkComparand(signature.value, { left, right, pointer: `${pointer}/value` });
}
