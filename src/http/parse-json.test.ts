import { describe, expect, it } from 'vitest';
import type { CulpritError } from '../lib/errors.ts';
import { parseJson } from './parse-json.ts';

const refusal = (text: string): Pick<CulpritError, 'code' | 'details'> => {
  try {
    parseJson(text);
  } catch (error) {
    return error as CulpritError;
  }
  throw new Error('was accepted');
};

describe('parseJson', () => {
  it('gives the value', () => {
    expect(parseJson('{"a":[1,"\\u00e9",null]}')).toEqual({ a: [1, 'é', null] });
  });

  it('says where broken JSON breaks, without repeating it', () => {
    const { code, details } = refusal('{\n  "secret": nope\n}');
    expect(code).toBe('invalid-json');
    expect(details).toEqual([{ pointer: '/secret', message: 'line 2, column 13: a value is expected' }]);
  });

  it.each([
    ['a key that reaches the prototype', '{"a":{"__proto__":{"x":1}}}', '/a/__proto__'],
    ['such a key in disguise', '{"\\u005f_proto__":1}', '/__proto__'],
    ['a NUL character', '{"a":["b\\u0000"]}', '/a/0'],
    ['a NUL character in a key', '{"a\\u0000":1}', '/a\0'],
    ['half of a surrogate pair', '{"a~/b":"\\ud800"}', '/a~0~1b'],
  ])('refuses %s', (_, text, pointer) => {
    expect(refusal(text)).toMatchObject({ code: 'invalid-request', details: [{ pointer }] });
  });

  it('keeps whole surrogate pairs', () => {
    expect(parseJson('"\\ud83d\\ude00"')).toBe('😀');
  });

  it.each([
    ['closed', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
    ['open', '['.repeat(1_000_000)],
    ['of objects', `${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`],
  ])('refuses nesting as deep as the text is long: %s', (_, text) => {
    expect(refusal(text).details[0]?.message).toMatch(/nested deeper than 32/);
  });

  it('tells where an object has a key a second time, however it is written', () => {
    const twice = refusal('{"facts":[{"value":1,\n"v\\u0061lue" : 0}]}');
    expect(twice.code).toBe('invalid-json');
    expect(twice.details).toEqual([
      { pointer: '/facts/0', message: 'line 2, column 1: the key "value" is there already' },
    ]);
  });

  it('tells keys from texts that look like them', () => {
    const value = { 'a"': 'x": ', b: ['c":', '\\', { 'd\\': '\\\\":{"e":1}' }], '': ':' };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
    expect(parseJson(JSON.stringify(value, null, 2))).toEqual(value);
  });

  it('says where a body breaks behind a long text', () => {
    const text = `{"a":"${'\\n'.repeat(10_000_000)}",}`;
    expect(refusal(text).details[0]?.message).toMatch(/^line 1, column 20000009: a string is expected/);
  });

  it('quotes no more of a key than the eye takes in', () => {
    const key = 'k'.repeat(3_000_000);
    for (const text of [`{"${key}":"\\ud800"}`, `{"${key}":1,"${key}":2}`, `{"${key}":nope}`])
      expect(JSON.stringify(refusal(text).details).length).toBeLessThan(400);
  });
});
