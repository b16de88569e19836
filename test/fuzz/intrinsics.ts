import { inspect } from 'node:util';

const prototypes = {
  Object: Object.prototype,
  Array: Array.prototype,
  Function: Function.prototype,
  String: String.prototype,
  Number: Number.prototype,
  Boolean: Boolean.prototype,
  RegExp: RegExp.prototype,
  Map: Map.prototype,
  Set: Set.prototype,
  Promise: Promise.prototype,
  Error: Error.prototype,
  Date: Date.prototype,
};

type State = Map<string, PropertyDescriptor>;

const stateOf = (prototype: object): State =>
  new Map(
    Reflect.ownKeys(prototype).map((key) => [
      String(key),
      // The key is one of its own.
      Reflect.getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor,
    ]),
  );

const before = new Map(Object.entries(prototypes).map(([name, prototype]) => [name, stateOf(prototype)]));

/** Throws when a prototype that every object shares is not as it was when this file was loaded. */
export function requireSoundIntrinsics(): void {
  for (const [name, prototype] of Object.entries(prototypes)) {
    const now = stateOf(prototype);
    const was = before.get(name) ?? new Map();
    const changed = [...new Set([...was.keys(), ...now.keys()])].filter((key) =>
      isOther(was.get(key), now.get(key)),
    );
    if (changed.length > 0) throw new Error(`${name}.prototype changed: ${inspect(changed)}`);
  }
}

const isOther = (one: PropertyDescriptor | undefined, other: PropertyDescriptor | undefined): boolean =>
  one?.value !== other?.value || one?.get !== other?.get || one?.set !== other?.set;
