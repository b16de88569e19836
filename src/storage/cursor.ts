import { CulpritError } from '../lib/errors.ts';
import type { Page } from '../lib/page.ts';

const toCursor = (last: string | number): string => Buffer.from(String(last)).toString('base64url');

/** What `toCursor` was given, when it has the shape. Throws `invalid-request` for anything else. */
function fromCursor(cursor: string, shape: RegExp): string {
  const last = Buffer.from(cursor, 'base64url').toString('utf8');
  if (shape.test(last) && toCursor(last) === cursor) return last;
  const message = 'The cursor is not one that this server gave.';
  throw new CulpritError('invalid-request', message, { details: [{ pointer: '/cursor', message }] });
}

/** The id before which (in descending order) a page of cases starts; without a cursor, one above all ids. */
export const fromCaseCursor = (cursor: string | null): string =>
  cursor === null ? 'g' : fromCursor(cursor, /^[0-9a-f-]{36}$/);

/** The sequence number after which a page of diagnoses starts. */
export const fromDiagnosisCursor = (cursor: string | null): number =>
  cursor === null ? 0 : Number(fromCursor(cursor, /^[1-9][0-9]{0,8}$/));

/** The number before which (in descending order) a page of numbered rows starts. */
export const fromNumberCursor = (cursor: string | null): number =>
  cursor === null ? Number.MAX_SAFE_INTEGER : Number(fromCursor(cursor, /^[1-9][0-9]{0,14}$/));

/** A page from `limit + 1` items asked for: the one too many says that there is a next page. */
export function toPage<T>(items: T[], limit: number, idOf: (item: T) => string | number): Page<T> {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page,
    nextCursor: items.length > limit && last !== undefined ? toCursor(idOf(last)) : null,
  };
}

/** How many bytes of answers a page of diagnoses has at most, unless its first alone is longer. */
const PAGE_BYTES = 8 * 1024 * 1024;

export interface AnswerSize {
  sequence: number;
  bytes: number;
}

/** The last diagnosis of a page that holds at most `limit` and PAGE_BYTES; `null`: there is none. */
export function lastOfPage(
  sizes: readonly AnswerSize[],
  limit: number,
): { last: number; nextCursor: string | null } | null {
  let bytes = 0;
  const over = sizes.findIndex((size, position) => {
    bytes += size.bytes;
    return position > 0 && (position === limit || bytes > PAGE_BYTES);
  });
  const last = sizes.at(over < 0 ? -1 : over - 1)?.sequence;
  return last === undefined ? null : { last, nextCursor: over < 0 ? null : toCursor(last) };
}
