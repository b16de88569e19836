import { closestWord } from '../lib/closest-word.ts';
import { canEqual, itemsOf, kindsOf, propertyNames, propertyOf, type Side } from './fact-types.ts';
import { type Finding, finding } from './finding.ts';
import { jsonPointer } from './strict-json.ts';

/** What is wrong with the value of `hasItem`: a constant, several, or bounds for each of some properties of an item. */
export function checkItemTemplate(list: Side, template: unknown, pointer: string): Finding[] {
  const item = itemsOf(list)?.[0];
  if (item === undefined || !kindsOf(item).includes('object'))
    return [finding('operator-misfit', pointer, 'the items of the fact have no properties; use "contains"')];
  if (template === null || typeof template !== 'object' || Array.isArray(template))
    return [finding('value-misfit', pointer, 'must be an object: { "property": value }')];
  const wanted = Object.entries(template);
  if (wanted.length === 0) return [finding('value-misfit', pointer, 'must name a property')];
  return wanted.flatMap(([name, value]) => {
    const at = pointer + jsonPointer([name]);
    const property = propertyOf(item, name);
    return property === null ? [unknownProperty(name, item, at)] : checkWanted(property, value, at);
  });
}

function unknownProperty(name: string, item: Side, pointer: string): Finding {
  const names = propertyNames(item);
  const closest = closestWord(name, names);
  const known = closest === null ? `it has ${names.join(', ')}` : `did you mean "${closest}"?`;
  return finding('value-misfit', pointer, `the items have no property "${name}"; ${known}`);
}

function checkWanted(property: Side, wanted: unknown, pointer: string): Finding[] {
  if (Array.isArray(wanted)) {
    if (wanted.length === 0) return [finding('value-misfit', pointer, 'must list a value')];
    return wanted.flatMap((value, position) => checkConstant(property, value, `${pointer}/${position}`));
  }
  return wanted !== null && typeof wanted === 'object'
    ? checkBounds(property, wanted, pointer)
    : checkConstant(property, wanted, pointer);
}

const checkConstant = (property: Side, constant: unknown, pointer: string): Finding[] =>
  constant === null || typeof constant !== 'object'
    ? canEqual(property, { constant })
      ? []
      : [finding('value-misfit', pointer, 'the property can never have this value')]
    : [finding('value-misfit', pointer, 'must be a plain value')];

function checkBounds(property: Side, bounds: object, pointer: string): Finding[] {
  const entries = Object.entries(bounds);
  const areBounds =
    entries.length > 0 &&
    entries.every(([name, bound]) => (name === 'atLeast' || name === 'atMost') && typeof bound === 'number');
  if (!areBounds)
    return [
      finding('value-misfit', pointer, 'must be a value, a list of values, or { "atLeast": n, "atMost": n }'),
    ];
  return kindsOf(property).includes('number')
    ? []
    : [finding('value-misfit', pointer, 'the property is no number')];
}
