import { RE2JS } from 're2js';
import { type Finding, finding } from './finding.ts';
import { everyMatchContains } from './required-literal.ts';

/** Shorter literals are in too many lines to be worth looking for first. */
export const SHORTEST_NEEDLE = 4;

/** Longer ones take long to check, and nobody can read them. */
export const LONGEST_PATTERN = 1000;

/** What is wrong with the value of `matches`: `{ "pattern", "needle" }`. */
export function checkPattern(value: unknown, pointer: string): Finding[] {
  if (!isPattern(value))
    return [
      finding(
        'value-misfit',
        pointer,
        'must be { "pattern": …, "needle": … }, both strings, and nothing else',
      ),
    ];
  const { pattern, needle } = value;
  if (pattern.length > LONGEST_PATTERN)
    return [
      finding('over-limit', `${pointer}/pattern`, `must NOT have more than ${LONGEST_PATTERN} characters`),
    ];
  const problem = patternProblem(pattern, `${pointer}/pattern`);
  if (problem !== null) return [problem];
  const at = `${pointer}/needle`;
  if (needle.length < SHORTEST_NEEDLE)
    return [finding('bad-needle', at, `must have at least ${SHORTEST_NEEDLE} characters`)];
  if (!everyMatchContains(value))
    return [finding('bad-needle', at, 'must be a literal that every match of the pattern plainly contains')];
  return [];
}

function patternProblem(pattern: string, pointer: string): Finding | null {
  try {
    const expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return expression.matcher('').find()
      ? finding('pattern-matches-anything', pointer, 'matches an empty line')
      : null;
  } catch (error) {
    return finding('broken-pattern', pointer, error instanceof Error ? error.message : String(error));
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
