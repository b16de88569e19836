import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailOf } from './finding.ts';
import { parseStrictJson } from './strict-json.ts';

const limits = { maxBytes: 1000, maxDepth: 4 };
const parse = (text: string) => parseStrictJson(text, limits);
const finding = (pointer: string, message: string) => ({ finding: { pointer, message } });
/** As an error tells it, with line and column. */
const told = (text: string) => {
  const parsed = parse(text);
  return 'finding' in parsed ? { finding: detailOf(parsed.finding) } : parsed;
};

describe('parseStrictJson', () => {
  it('reads what JSON.parse reads', () => {
    const json = fc.json({ depthSize: 'small', maxDepth: 3 });
    fc.assert(
      fc.property(json, fc.boolean(), (text, isSpaced) => {
        const value: unknown = JSON.parse(text);
        const parsed = parseStrictJson(isSpaced ? JSON.stringify(value, null, 2) : text, {
          maxBytes: 1e6,
          maxDepth: 20,
        });
        if ('finding' in parsed) expect(parsed.finding.message).toMatch(/is not allowed$/);
        else expect(parsed.value).toEqual(value);
      }),
    );
  });

  it.each([
    ['{"a": 1,}', 'line 1, column 9: a string is expected, closed and without control characters'],
    ['{"a": [1,\n  2,, 3]}', 'line 2, column 5: a value is expected'],
    ['{"a": 01}', 'line 1, column 8: "," or "}" is expected'],
    ['{"a" 1}', 'line 1, column 6: ":" is expected'],
    ['{} {}', 'line 1, column 4: nothing may follow the value'],
    ['', 'line 1, column 1: a value is expected'],
    ['\uFEFF{}', 'line 1, column 1: a byte order mark may not stand before the value'],
    ['{"a\nb": 1}', 'line 1, column 2: a string is expected, closed and without control characters'],
    ['{"a', 'line 1, column 2: a string is expected, closed and without control characters'],
    ["{'a': 1}", 'line 1, column 2: a string is expected, closed and without control characters'],
  ])('says where %j is broken', (text, message) => {
    expect(told(text)).toHaveProperty('finding.message', message);
  });

  it('points at the value that holds what is wrong', () => {
    expect(told('{"a/b": [0, nil]}')).toEqual(finding('/a~1b/1', 'line 1, column 13: a value is expected'));
  });

  it('refuses a key that is given twice', () => {
    expect(told('{"a": 1,\n "a": 2}')).toEqual(finding('', 'line 2, column 2: the key "a" is there already'));
  });

  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])('refuses the key %s', (key) => {
    const parsed = parse(`{"when": {"${key}": {"polluted": true}}}`);
    expect('finding' in parsed && parsed.finding).toMatchObject({
      pointer: '/when',
      message: expect.stringContaining('is not allowed'),
    });
  });

  it('refuses what is nested too deep before it can exhaust the stack', () => {
    expect(parse('[[[[1]]]]')).toEqual({ value: [[[[1]]]] });
    expect(told('[[[[[1]]]]]')).toEqual(finding('/0/0/0/0/0', 'line 1, column 6: nested deeper than 4'));
    const parsed = parseStrictJson('['.repeat(100_000), { maxBytes: 1e6, maxDepth: 20 });
    expect(parsed).toHaveProperty('finding.pointer', '/0'.repeat(21));
  });

  it('refuses what is too long, in bytes', () => {
    expect(parse(`"${'é'.repeat(499)}"`)).toHaveProperty('value');
    expect(told(`"${'é'.repeat(500)}"`)).toEqual(finding('', 'longer than 1000 bytes'));
  });
});
