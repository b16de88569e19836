import type { Context } from 'hono';
import { CulpritError } from '../lib/errors.ts';
import { redactForNow } from '../redact/redaction.ts';

/** The query's parameters by name. Throws `invalid-request` for one that is not in `known`, or is there twice. */
export function readQuery<Name extends string>(
  { req }: Context,
  known: readonly Name[],
): Partial<Record<Name, string>> {
  const start = req.url.indexOf('?');
  if (start < 0) return {};
  const found: Partial<Record<Name, string>> = {};
  for (const [name, value] of new URLSearchParams(req.url.slice(start + 1))) {
    const parameter = known.find((candidate) => candidate === name);
    if (parameter === undefined)
      throw wrong(redactForNow(name), 'is a query parameter that is not known here');
    if (found[parameter] !== undefined) throw wrong(name, 'is given more than once');
    if (value.includes('\0')) throw wrong(name, 'has a NUL character');
    found[parameter] = value;
  }
  return found;
}

/** A whole number from 1 to `most`; `undefined` when the parameter is absent. */
export function wholeNumber(name: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw wrong(name, `must be a whole number from 1 to ${most}`);
  return number;
}

/** What a page of a list is asked for by. */
export interface PageQuery {
  limit: number;
  cursor: string | null;
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 200;

export function readPageQuery(context: Context): PageQuery {
  const query = readQuery(context, ['limit', 'cursor']);
  return {
    limit: wholeNumber('limit', query.limit, LARGEST_PAGE) ?? DEFAULT_PAGE,
    cursor: query.cursor ?? null,
  };
}

export const wrong = (parameter: string, message: string): CulpritError =>
  new CulpritError('invalid-request', `${parameter} ${message}.`, {
    details: [{ pointer: `/${parameter}`, message }],
  });
