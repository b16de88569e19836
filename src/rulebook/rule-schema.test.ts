import { describe, expect, it } from 'vitest';
import { catalogue } from '../facts/catalogue.ts';
import { likelihoods } from './likelihood.ts';
import { operatorSignatures } from './operator-signatures.ts';
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

describe('what editors complete', () => {
  const [rule] = schemas.flatMap(([name, schema]) => (name === 'rule.schema.json' ? [schema] : []));
  const { fact, operator, signal } = rule.definitions;

  it('is every fact, operator and likelihood, each with what it means', () => {
    expect(fact.enum).toEqual([...catalogue.keys()]);
    expect(operator.anyOf[0].enum).toEqual(Object.keys(operatorSignatures));
    for (const word of ['withCause', 'without'])
      expect(signal.properties[word]).toMatchObject({
        enum: Object.keys(likelihoods),
        enumDescriptions: expect.arrayContaining(['99.5 %', '0.05 %']),
      });
  });

  it('is offered wherever a fact or an operator stands', () => {
    const places = ['condition', 'comparison'].map((name) => rule.definitions[name].properties);
    for (const { fact: aFact, operator: anOperator, value } of places) {
      expect(aFact.$ref).toBe('#/definitions/fact');
      expect(anOperator.$ref).toBe('#/definitions/operator');
      expect(value.$ref).toBe('#/definitions/value');
    }
    expect(rule.definitions.value.then.properties.fact.$ref).toBe('#/definitions/fact');
  });
});

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
