import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Kind } from './operator-signatures.ts';

/** A JSON Schema as the catalogue's definitions hold it. */
export interface Schema {
  type?: unknown;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
}

/** One side of a comparison: a constant, or anything that a fact's schema allows. */
export type Side = { constant: unknown } | { schema: Schema };

/** What the side can be. */
export function kindsOf(side: Side): readonly Kind[] {
  return 'constant' in side ? [kindOf(side.constant)] : kindsOfSchema(side.schema);
}

/** The items of a list: one side for each of a constant's, one for all of a fact's. `null` when it is no list. */
export function itemsOf(side: Side): readonly Side[] | null {
  if ('constant' in side)
    return Array.isArray(side.constant) ? side.constant.map((constant: unknown) => ({ constant })) : null;
  return side.schema.items === undefined ? null : [{ schema: side.schema.items }];
}

/** The property of an object, or of every item of a list of objects. */
export function propertyOf(side: Side, name: string): Side | null {
  if ('constant' in side || side.schema.properties === undefined) return null;
  const property = Object.hasOwn(side.schema.properties, name) ? side.schema.properties[name] : undefined;
  return property === undefined ? null : { schema: property };
}

export const propertyNames = (side: Side): readonly string[] =>
  'schema' in side ? Object.keys(side.schema.properties ?? {}) : [];

/** Whether the two sides can ever be equal. */
export function canEqual(left: Side, right: Side): boolean {
  if ('schema' in left && 'constant' in right) return fits(left.schema, right.constant);
  if ('constant' in left && 'schema' in right) return fits(right.schema, left.constant);
  return kindsOf(left).some((kind) => kindsOf(right).includes(kind));
}

/** The values that a schema names one by one, and whether it allows others. */
export function namedValues(schema: Schema): { values: readonly unknown[]; areAll: boolean } {
  if (schema.anyOf !== undefined) {
    const parts = schema.anyOf.map(namedValues);
    return { values: parts.flatMap(({ values }) => values), areAll: parts.every(({ areAll }) => areAll) };
  }
  if (schema.enum !== undefined) return { values: schema.enum, areAll: true };
  if (schema.const !== undefined) return { values: [schema.const], areAll: true };
  if (schema.type === 'boolean') return { values: [true, false], areAll: true };
  return schema.type === 'null' ? { values: [null], areAll: true } : { values: [], areAll: false };
}

// The catalogue's schemas are TypeBox's; Schema only names the parts of them that are read here.
export const fits = (schema: Schema, value: unknown): boolean => Value.Check(schema as TSchema, value);

function kindsOfSchema(schema: Schema): readonly Kind[] {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.flatMap(kindsOfSchema))];
  if (schema.enum !== undefined) return [...new Set(schema.enum.map(kindOf))];
  switch (schema.type) {
    case 'integer':
    case 'number':
      return ['number'];
    case 'array':
      return ['list'];
    case 'string':
    case 'boolean':
    case 'null':
    case 'object':
      return [schema.type];
    default:
      throw new Error(`the catalogue has a schema of unknown type: ${JSON.stringify(schema)}`);
  }
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
