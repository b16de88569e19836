import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleRule } from '../../test/example-rule.ts';
import { formatDocument, formatFile } from './format-file.ts';
import { readRulebookFiles } from './load-rulebook.ts';

const shipped = [...readRulebookFiles(join(import.meta.dirname, '../../rules'))].filter(([file]) =>
  file.includes('/'),
);

describe('formatFile', () => {
  it('puts keys in order, and breaks what does not fit on a line', () => {
    const long = 'x'.repeat(190);
    const text = `{"version":1,"id":"host.x","signals":[{"because":"${long}","id":"a"},{ "without":"never","id":"b"}]}`;
    expect(formatFile(text)).toBe(
      `{
  "id": "host.x",
  "version": 1,
  "signals": [
    {
      "id": "a",
      "because": "${long}"
    },
    { "id": "b", "without": "never" }
  ]
}
`,
    );
  });

  it('keeps an object on its line, or on its lines', () => {
    const text =
      '{\n  "id": "host.x",\n  "fixes": [\n    {\n      "title": "a"\n    },\n    { "title": "b" }\n  ]\n}\n';
    expect(formatFile(text)).toBe(text);
  });

  it('leaves names that the author gives in their order', () => {
    const conditions = '{\n  "z": { "title": "z" },\n  "a": { "title": "a" }\n}\n';
    expect(formatFile(conditions)).toBe(conditions);
    expect(formatFile('{"id":"x.y","value":{"status":1,"id":2}}')).toContain('{ "status": 1, "id": 2 }');
  });

  it('changes nothing that a shipped file says, and nothing the second time', () => {
    for (const [file, text] of shipped) {
      const formatted = formatFile(text);
      expect(JSON.parse(formatted), file).toEqual(JSON.parse(text));
      expect(formatFile(formatted), file).toBe(formatted);
    }
  });
});

describe('formatDocument', () => {
  it('gives what a rule lists lines of its own', () => {
    const text = formatDocument({ $schema: '../rule.schema.json', ...exampleRule });
    expect(JSON.parse(text)).toEqual({ $schema: '../rule.schema.json', ...exampleRule });
    expect(text).toContain('  "signals": [\n    {\n      "id": "sysctl-is-0",\n      "when": { "fact"');
    expect(formatFile(text)).toBe(text);
  });
});
