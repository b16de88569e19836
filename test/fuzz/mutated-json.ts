import fc from 'fast-check';
import { hostileJson, hostileWord } from './hostile.ts';

interface Change {
  kind: 'replace' | 'remove' | 'add' | 'wrap' | 'rename' | 'double';
  /** Which of the value's places, as a share of them. */
  at: number;
  key: string;
  value: unknown;
}

type Container = unknown[] | Record<string, unknown>;

/** A JSON value with a few places changed: other types, more members, fewer, other names. */
export const mutatedJson = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      values,
      fc.array(
        fc.record<Change>({
          kind: fc.constantFrom('replace', 'remove', 'add', 'wrap', 'rename', 'double'),
          at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
          key: hostileWord,
          value: hostileJson,
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([value, changes]) => changes.reduce(changed, structuredClone(value)));

function changed(root: unknown, change: Change): unknown {
  const places = placesIn(root);
  const place = places[Math.floor(places.length * change.at)];
  if (place === undefined) return change.value;
  const { holder, key } = place;
  if (Array.isArray(holder)) changeItem(holder, Number(key), change);
  else changeMember(holder, key, change);
  return root;
}

interface Place {
  holder: Container;
  key: string;
}

function placesIn(value: unknown): Place[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Container;
  return Object.entries(holder).flatMap(([key, inner]) => [{ holder, key }, ...placesIn(inner)]);
}

function changeItem(holder: unknown[], at: number, { kind, value }: Change): void {
  if (kind === 'remove') holder.splice(at, 1);
  else if (kind === 'add' || kind === 'rename') holder.splice(at, 0, value);
  else if (kind === 'double') holder.splice(at, 0, structuredClone(holder[at]));
  else holder[at] = kind === 'wrap' ? [holder[at]] : value;
}

function changeMember(
  holder: Record<string, unknown>,
  key: string,
  { kind, key: other, value }: Change,
): void {
  const old = holder[key];
  if (kind === 'remove' || kind === 'rename') delete holder[key];
  if (kind === 'add') define(holder, other, value);
  else if (kind === 'rename' || kind === 'double') define(holder, other, structuredClone(old));
  else if (kind === 'wrap') define(holder, key, { [other]: old });
  else if (kind === 'replace') define(holder, key, value);
}

/** Also for `__proto__`, which an assignment would not make a member. */
const define = (holder: object, key: string, value: unknown): void =>
  void Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
