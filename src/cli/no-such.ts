import { closestId } from '../lib/closest-id.ts';

/** Says that there is no `kind` (fact, rule) of this id, which one may have been meant, and which command lists them. */
export function noSuch(
  kind: string,
  { id, known, list }: { id: string; known: Iterable<string>; list: string },
): string {
  const near = closestId(id, known);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  return `There is no ${kind} "${id}".${hint} "culprit ${list}" lists them.`;
}
