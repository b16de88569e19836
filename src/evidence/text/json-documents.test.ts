import { describe, expect, it } from 'vitest';
import type { Line } from '../source.ts';
import { itemsOf, jsonDocuments, lineOfProperty, members } from './json-documents.ts';

const lines = (text: string): Line[] =>
  text.split('\n').map((line, position) => ({ number: position + 1, text: line }));
const found = (text: string) =>
  jsonDocuments(lines(text)).map((document) => [
    document.first.number,
    document.last.number,
    document.parsed === null ? 'broken' : document.parsed.value,
  ]);

describe('jsonDocuments', () => {
  it('finds documents between other lines', () => {
    expect(found('hello\n{\n  "a": [\n    1\n  ]\n}\nbye\n[]\n{"b": "}"}')).toEqual([
      [2, 6, { a: [1] }],
      [8, 8, []],
      [9, 9, { b: '}' }],
    ]);
  });

  it('does not count brackets within strings', () => {
    expect(found('{\n  "a": "{[\\"",\n  "b": "\\\\"\n}')).toEqual([[1, 4, { a: '{["', b: '\\' }]]);
  });

  it('leaves out what follows the closing bracket, such as a prompt', () => {
    expect(found('["10.244.0.0/24"]root@node:~#')).toEqual([[1, 1, ['10.244.0.0/24']]]);
  });

  it('sees that a document is cut off, and reads the one behind it', () => {
    expect(found('{\n  "a": 1,\n...\nthen\n{"b": 2}')).toEqual([
      [1, 2, 'broken'],
      [5, 5, { b: 2 }],
    ]);
    expect(found('{\n  "a": 1,\n{\n  "b": 2\n}')).toEqual([
      [1, 2, 'broken'],
      [3, 5, { b: 2 }],
    ]);
    expect(found('{\n  "a": "no end')).toEqual([[1, 2, 'broken']]);
  });

  it('does not take prompts and log lines for documents', () => {
    expect(found('[root@node ~]# ls\n[INFO] plugin/reload\n{default web}\n[  OK  ] Started')).toEqual([]);
  });

  it('says on which lines items and properties stand', () => {
    const text =
      '{\n  "kind": "List",\n  "items": [\n    {\n      "a": 1\n    },\n    {\n      "a": 2\n    }\n  ]\n}';
    const [document] = jsonDocuments(lines(text));
    if (document?.parsed == null) throw new Error('no document');
    const { value, span } = document.parsed;
    expect(
      itemsOf(value, span, 'items').map((item) => [item.span.first.number, item.span.last.number]),
    ).toEqual([
      [4, 6],
      [7, 9],
    ]);
    expect(lineOfProperty(document, span, 'kind').number).toBe(2);
    expect(members(value, span).map((member) => member.key)).toEqual(['kind', 'items']);
  });

  it('comes to an end on hostile texts', () => {
    const hostile = [
      '{\n'.repeat(100_000),
      '['.repeat(1_000_000),
      `{"${'\\"'.repeat(500_000)}`,
      '{"a":[\n'.repeat(50_000),
    ];
    for (const text of hostile)
      expect(jsonDocuments(lines(text)).every(({ parsed }) => parsed === null)).toBe(true);
  });
});
