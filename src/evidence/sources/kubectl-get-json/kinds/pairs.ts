import { at, isObject } from '../../../text/json-value.ts';
import { plainText } from '../../../text/plain-text.ts';

/** A map of texts as `key=value`, in the order of their keys; `undefined` when there is no map. */
export function pairsAt(object: unknown, ...path: readonly string[]): string[] | undefined {
  const found = at(object, ...path);
  if (!isObject(found)) return undefined;
  return Object.entries(found)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([key, value]) => plainText(`${key}=${String(value)}`.replace(/[\r\n]/g, ' ')))
    .sort();
}
