/** Kleene's three truth values: what nobody collected is unknown, not false. */
export type Ternary = 'true' | 'false' | 'unknown';

/** True when all are; false as soon as one is. `decide` is not called again after that. */
export function allOf<T>(items: readonly T[], decide: (item: T) => Ternary): Ternary {
  let result: Ternary = 'true';
  for (const item of items) {
    const state = decide(item);
    if (state === 'false') return 'false';
    if (state === 'unknown') result = 'unknown';
  }
  return result;
}

/** True as soon as one is; false when all are. `decide` is not called again after the first true. */
export function anyOf<T>(items: readonly T[], decide: (item: T) => Ternary): Ternary {
  let result: Ternary = 'false';
  for (const item of items) {
    const state = decide(item);
    if (state === 'true') return 'true';
    if (state === 'unknown') result = 'unknown';
  }
  return result;
}

export function negate(state: Ternary): Ternary {
  if (state === 'unknown') return 'unknown';
  return state === 'true' ? 'false' : 'true';
}
