import { closestWord } from './closest-word.ts';

/**
 * The dotted id that most likely was meant: one that ends in what was given, else one that is spelt nearly so, else
 * one that holds it. Letter case and the signs between words do not count; `null` when none is near.
 */
export function closestId(given: string, ids: Iterable<string>): string | null {
  const all = [...ids];
  const wanted = spelt(given);
  const holding = wanted.length < 4 ? [] : all.filter((id) => spelt(id).includes(wanted));
  const ending = holding.filter((id) => spelt(id).endsWith(wanted));
  return shortest(ending) ?? closestWord(given, all) ?? shortest(holding);
}

/** An id's words, each behind a dot, so that what is looked for begins where a word does. */
const spelt = (id: string): string => `.${id.toLowerCase().replace(/[-_]/g, '.')}`;

const shortest = (ids: readonly string[]): string | null =>
  ids.reduce<string | null>((best, id) => (best === null || id.length < best.length ? id : best), null);
