import { describe, expect, it } from 'vitest';
import { schemaFiles } from './schema-files.ts';
import { jsonPointer } from './strict-json.ts';

const schemas = Object.entries(schemaFiles()).map(([name, text]) => [name, JSON.parse(text)] as const);

type Visit = (schema: Record<string, unknown>, path: string[]) => void;

/** Every object within a schema, with its path. */
function walk(node: unknown, visit: Visit, path: string[] = []): void {
  if (node === null || typeof node !== 'object') return;
  if (!Array.isArray(node)) visit({ ...node }, path);
  for (const [key, child] of Object.entries(node)) walk(child, visit, [...path, key]);
}

describe.each(schemas)('%s', (_name, root) => {
  it('explains every property to editors', () => {
    const unexplained: string[] = [];
    walk(root, (schema, path) => {
      if (path.at(-2) !== 'properties') return;
      const target = String(schema['$ref'] ?? '').replace('#/definitions/', '');
      if ((schema['description'] ?? root.definitions[target]?.description) === undefined)
        unexplained.push(jsonPointer(path));
    });
    expect(unexplained).toEqual([]);
  });

  it('describes every word that it offers, and closes every object', () => {
    walk(root, (schema, path) => {
      const { enum: offered, enumDescriptions } = schema;
      if (Array.isArray(enumDescriptions))
        expect(enumDescriptions, jsonPointer(path)).toHaveLength(
          Array.isArray(offered) ? offered.length : -1,
        );
      if (path.at(-1) !== 'properties' && 'properties' in schema)
        expect(schema, jsonPointer(path)).toHaveProperty('additionalProperties');
    });
  });
});
