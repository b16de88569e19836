import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate, locatorOf } from './locate.ts';

const text = '{\n  "a": [1, { "b/c": null }],\n\t"d~": "é\\n", "e": true\n}';

describe('locate', () => {
  it.each([
    ['', 1, 1],
    ['/a', 2, 8],
    ['/a/0', 2, 9],
    ['/a/1/b~1c', 2, 21],
    ['/d~0', 3, 8],
    ['/e', 3, 20],
  ])('says where the value of %j begins', (pointer, line, column) => {
    expect(locate(text, pointer)).toEqual({ line, column });
  });

  it('gives the nearest value that holds it for what is not there', () => {
    expect(locate(text, '/a/1/missing')).toEqual({ line: 2, column: 12 });
    expect(locate(text, '/missing')).toEqual({ line: 1, column: 1 });
  });

  it('reads a text that breaks as far as it goes', () => {
    expect(locate('{"a": 1,\n "b": [2,, 3]}', '/b/0')).toEqual({ line: 2, column: 8 });
    expect(locate('', '/a')).toEqual({ line: 1, column: 1 });
  });

  it('points at what JSON.parse finds there', () => {
    const values = fc.dictionary(fc.string({ maxLength: 4 }), fc.array(fc.integer(), { maxLength: 3 }));
    fc.assert(
      fc.property(values, fc.boolean(), (value, isSpaced) => {
        const json = JSON.stringify(value, null, isSpaced ? 2 : 0);
        const place = locatorOf(json);
        const lines = json.split('\n');
        for (const [key, list] of Object.entries(value)) {
          if (key === '__proto__') continue;
          for (const [position, item] of list.entries()) {
            const at = place(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}/${position}`);
            expect(lines[at.line - 1]?.slice(at.column - 1)).toMatch(new RegExp(`^${item}\\b`));
          }
        }
      }),
    );
  });

  it('costs time in proportion to the text, however long its keys are', { timeout: 5000 }, () => {
    const wide = `{"${'k'.repeat(300_000)}": [${'1,'.repeat(200_000)}1]}`;
    expect(locate(wide, '/none')).toEqual({ line: 1, column: 1 });
  });
});
