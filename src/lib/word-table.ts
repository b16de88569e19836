/**
 * A table that is asked for words out of a text: it knows its own entries and nothing else. A plain object would
 * answer `constructor` with a function.
 */
export const wordTable = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null), entries);
