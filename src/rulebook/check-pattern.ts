import { RE2JS } from 're2js';
import type { ErrorDetail } from '../lib/errors.ts';
import { everyMatchContains } from './required-literal.ts';

/** Shorter literals are in too many lines to be worth looking for first. */
export const SHORTEST_NEEDLE = 4;

/** What is wrong with the value of `matches`: `{ "pattern", "needle" }`. */
export function checkPattern(value: unknown, pointer: string): ErrorDetail[] {
  if (!isPattern(value))
    return [{ pointer, message: 'must be { "pattern": …, "needle": … }, both strings, and nothing else' }];
  const { pattern, needle } = value;
  const problem = compileProblem(pattern);
  if (problem !== null) return [{ pointer: `${pointer}/pattern`, message: problem }];
  const at = `${pointer}/needle`;
  if (needle.length < SHORTEST_NEEDLE)
    return [{ pointer: at, message: `must have at least ${SHORTEST_NEEDLE} characters` }];
  if (!everyMatchContains(value))
    return [{ pointer: at, message: 'must be a literal that every match of the pattern plainly contains' }];
  return [];
}

function compileProblem(pattern: string): string | null {
  try {
    const expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return expression.matcher('').find() ? 'matches an empty line' : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const isPattern = (value: unknown): value is { pattern: string; needle: string } =>
  value !== null &&
  typeof value === 'object' &&
  'pattern' in value &&
  typeof value.pattern === 'string' &&
  'needle' in value &&
  typeof value.needle === 'string' &&
  Object.keys(value).length === 2;
