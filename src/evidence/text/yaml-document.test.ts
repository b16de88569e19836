import { describe, expect, it } from 'vitest';
import type { Line } from '../source.ts';
import { yamlDocument, yamlManifests } from './yaml-document.ts';

const lines = (text: string): Line[] =>
  text.split('\n').map((line, position) => ({ number: position + 1, text: line }));

describe('yamlDocument', () => {
  it('gives the value, and the lines of the items of a list', () => {
    const document = yamlDocument(lines('items:\n- a: 1\n  b: 2\n- a: 3\nkind: List'));
    expect(document?.value).toEqual({ items: [{ a: 1, b: 2 }, { a: 3 }], kind: 'List' });
    expect(
      document?.items('items').map(({ value, first, last }) => [value, first.number, last.number]),
    ).toEqual([
      [{ a: 1, b: 2 }, 2, 3],
      [{ a: 3 }, 4, 4],
    ]);
    expect(document?.items('kind')).toEqual([]);
  });

  it('refuses aliases, broken text and text that is too long', () => {
    expect(yamlDocument(lines('a: &x 1\nb: *x'))).toBeNull();
    expect(yamlDocument(lines('a: {'))).toBeNull();
    expect(yamlDocument(lines('a: 1'), 3)).toBeNull();
  });

  it('comes to an end on hostile texts', () => {
    const hostile = [
      'a: '.padEnd(200_000, '!!x '),
      'a: '.padEnd(200_000, '['),
      '- &x *x\n'.repeat(25_000),
      Array.from({ length: 20_000 }, (_, key) => `k${key}: 1`).join('\n'),
    ];
    for (const text of hostile) expect(() => yamlDocument(lines(text))).not.toThrow();
  });
});

describe('yamlManifests', () => {
  it('cuts manifests out of other lines', () => {
    const text =
      'so:\n\napiVersion: v1\nkind: Pod\nspec:\n  a: |\n    x\n\n    y\n\nThat was it.\n  apiVersion: v1\n  items:\n  - kind: Pod\n---\napiVersion: v1\nkind: A\napiVersion: v1\nkind: B';
    expect(yamlManifests(lines(text)).map((own) => [own[0]?.number, own.at(-1)?.number])).toEqual([
      [3, 9],
      [12, 14],
      [16, 17],
      [18, 19],
    ]);
  });
});
