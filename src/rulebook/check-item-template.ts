import { closestWord } from '../lib/closest-word.ts';
import type { ErrorDetail } from '../lib/errors.ts';
import { canEqual, itemsOf, kindsOf, propertyNames, propertyOf, type Side } from './fact-types.ts';
import { jsonPointer } from './strict-json.ts';

/** What is wrong with the value of `hasItem`: a constant, several, or bounds for each of some properties of an item. */
export function checkItemTemplate(list: Side, template: unknown, pointer: string): ErrorDetail[] {
  const item = itemsOf(list)?.[0];
  if (item === undefined || !kindsOf(item).includes('object'))
    return [{ pointer, message: 'the items of the fact have no properties; use "contains"' }];
  if (template === null || typeof template !== 'object' || Array.isArray(template))
    return [{ pointer, message: 'must be an object: { "property": value }' }];
  const wanted = Object.entries(template);
  if (wanted.length === 0) return [{ pointer, message: 'must name a property' }];
  return wanted.flatMap(([name, value]) => {
    const at = pointer + jsonPointer([name]);
    const property = propertyOf(item, name);
    return property === null ? [unknownProperty(name, item, at)] : checkWanted(property, value, at);
  });
}

function unknownProperty(name: string, item: Side, pointer: string): ErrorDetail {
  const names = propertyNames(item);
  const closest = closestWord(name, names);
  const known = closest === null ? `it has ${names.join(', ')}` : `did you mean "${closest}"?`;
  return { pointer, message: `the items have no property "${name}"; ${known}` };
}

function checkWanted(property: Side, wanted: unknown, pointer: string): ErrorDetail[] {
  if (Array.isArray(wanted)) {
    if (wanted.length === 0) return [{ pointer, message: 'must list a value' }];
    return wanted.flatMap((value, position) => checkConstant(property, value, `${pointer}/${position}`));
  }
  return wanted !== null && typeof wanted === 'object'
    ? checkBounds(property, wanted, pointer)
    : checkConstant(property, wanted, pointer);
}

const checkConstant = (property: Side, constant: unknown, pointer: string): ErrorDetail[] =>
  constant === null || typeof constant !== 'object'
    ? canEqual(property, { constant })
      ? []
      : [{ pointer, message: 'the property can never have this value' }]
    : [{ pointer, message: 'must be a plain value' }];

function checkBounds(property: Side, bounds: object, pointer: string): ErrorDetail[] {
  const entries = Object.entries(bounds);
  const areBounds =
    entries.length > 0 &&
    entries.every(([name, bound]) => (name === 'atLeast' || name === 'atMost') && typeof bound === 'number');
  if (!areBounds)
    return [{ pointer, message: 'must be a value, a list of values, or { "atLeast": n, "atMost": n }' }];
  return kindsOf(property).includes('number') ? [] : [{ pointer, message: 'the property is no number' }];
}
