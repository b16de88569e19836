import { type JsonSpan, members } from './json-documents.ts';
import { isObject, type JsonObject } from './json-value.ts';

/** Every object of a JSON document with the lines on which it stands, outer ones before inner ones. */
export function objectsWithin(
  value: unknown,
  span: JsonSpan,
): { readonly object: JsonObject; readonly span: JsonSpan }[] {
  const found: { object: JsonObject; span: JsonSpan }[] = [];
  const open = [{ value, span }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isObject(next.value)) found.push({ object: next.value, span: next.span });
    for (const inner of members(next.value, next.span).reverse())
      if (inner.value !== null && typeof inner.value === 'object') open.push(inner);
  }
  return found;
}
