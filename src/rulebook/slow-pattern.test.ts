import { describe, expect, it } from 'vitest';
import { isSlowElsewhere } from './slow-pattern.ts';

describe('isSlowElsewhere', () => {
  it('leaves patterns alone that would take it long', { timeout: 5000 }, () => {
    expect(isSlowElsewhere(`(${'a'.repeat(60_000)}b*)+`)).toBe(false);
    expect(isSlowElsewhere(`${'('.repeat(240)}${'a'.repeat(270)}b*${')+'.repeat(240)}`)).toBe(true);
  });

  it.each([
    '(a+)+',
    '(a*)*b',
    '(?:\\w|\\d)*',
    '(\\s*,\\s*)+',
    '([a-z]+\\d?)*',
    '(?:x?(ab)+)+',
    '(aa+)+',
    '(?P<name>[^,]+,?){2,}',
    '([[:alpha:]]+)*',
    'error: ((\\w+|-)+ )+',
  ])('finds two ways to match one text in %s', (pattern) => {
    expect(isSlowElsewhere(pattern)).toBe(true);
  });

  it.each([
    'dial tcp \\S+:10250: i/o timeout',
    '(\\S+ )+',
    '(a|b)*',
    '(foo|far)+',
    '(, [^ ]+)*',
    'a+b+',
    '(\\d+\\.)*\\d+',
    '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}',
    '(?i)certificate (?:has )?expired',
    'x{2}',
    '\\(a+\\)+',
    '[]a+]+',
    '',
  ])('finds one way in %s', (pattern) => {
    expect(isSlowElsewhere(pattern)).toBe(false);
  });
});
