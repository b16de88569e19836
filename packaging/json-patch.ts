/** An operation of RFC 6902, of those that deploy/kubernetes uses. */
export interface Operation {
  op: 'add' | 'replace';
  /** JSON Pointer (RFC 6901). */
  path: string;
  value: unknown;
}

/** A changed copy of the document. Throws when a path leads nowhere. */
export function applyPatch<T>(document: T, operations: readonly Operation[]): T {
  const changed = structuredClone(document);
  for (const operation of operations) applyOperation(changed, operation);
  return changed;
}

function applyOperation(document: unknown, { op, path, value }: Operation): void {
  const names = path.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = names.pop() ?? '';
  let place = document;
  for (const name of names.slice(1)) place = within(place, path)[name];
  const target = within(place, path);
  if (Array.isArray(place) && op === 'add')
    place.splice(last === '-' ? place.length : Number(last), 0, value);
  else if (op === 'add' || (op === 'replace' && Object.hasOwn(target, last))) target[last] = value;
  else throw new Error(`${op} ${path} cannot be done.`);
}

/** An object or an array, by name. */
function within(place: unknown, path: string): Record<string, unknown> {
  if (typeof place !== 'object' || place === null) throw new Error(`${path} leads nowhere.`);
  // Both kinds of place are read and written by name.
  return place as Record<string, unknown>;
}
