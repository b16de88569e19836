/** JSON with object keys sorted, so that equal values give equal bytes (and equal digests). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? sorted(inner) : inner,
  );
}

/** A JSON value with the keys of its objects in order, whoever wrote them. The value is not deep. */
export function inCanonicalOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inCanonicalOrder);
  return sorted(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inCanonicalOrder(inner)])),
  );
}

const sorted = (object: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
