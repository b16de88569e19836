import fc from 'fast-check';

export type Schema = Readonly<Record<string, unknown>>;

/** What a `$ref` points at. */
type Resolve = (reference: string) => Schema;

const noReferences: Resolve = (reference) => {
  throw new Error(`nothing is known of ${reference}`);
};

/** Values that a JSON Schema (2020-12, as far as OpenAPI and the catalogue of facts use it) accepts. */
export function schemaValues(schema: Schema, resolve: Resolve = noReferences): fc.Arbitrary<unknown> {
  const { $ref, enum: words, oneOf, anyOf, type } = schema;
  const inner = (one: unknown) => schemaValues(one as Schema, resolve);
  if (typeof $ref === 'string') return fc.constant(null).chain(() => inner(resolve($ref)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(words)) return fc.constantFrom(...words);
  const choices = oneOf ?? anyOf;
  if (Array.isArray(choices)) return fc.oneof(...choices.map(inner));
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => inner({ ...schema, type: one })));
  if (type === 'string') return texts(schema);
  if (type === 'integer' || type === 'number') return numbers(schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array') return lists(schema, inner);
  return type === 'object' ? objects(schema, inner) : fc.jsonValue({ maxDepth: 2 });
}

function texts({ pattern, format, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  const [min, max] = [Number(minLength ?? 0), Number(maxLength ?? Number.POSITIVE_INFINITY)];
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (typeof pattern === 'string')
    return fc.stringMatching(new RegExp(pattern)).filter(({ length }) => min <= length && length <= max);
  return fc.string({ minLength: min, maxLength: Math.min(max, min + 40) });
}

function numbers({
  type,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
}: Schema): fc.Arbitrary<number> {
  const min = Number(minimum ?? (exclusiveMinimum === undefined ? -1e6 : Number(exclusiveMinimum) + 1));
  const max = Number(
    maximum ?? (exclusiveMaximum === undefined ? Math.max(1e9, min) : Number(exclusiveMaximum) - 1),
  );
  return type === 'integer'
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, 2 ** 31 - 1)) })
    : fc.double({ min, max, noNaN: true });
}

function lists(
  { items, prefixItems, minItems, maxItems }: Schema,
  inner: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown[]> {
  if (Array.isArray(prefixItems)) return fc.tuple(...prefixItems.map(inner));
  const minLength = Number(minItems ?? 0);
  return fc.array(inner(items ?? {}), {
    minLength,
    maxLength: Math.min(Number(maxItems ?? 4), minLength + 4),
  });
}

function objects(
  { properties = {}, required = [], additionalProperties, patternProperties }: Schema,
  inner: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const members = Object.entries(properties as object).map(([key, one]) => [key, inner(one)] as const);
  const more = additionalProperties ?? Object.values(Object(patternProperties))[0];
  if (members.length === 0)
    return more !== null && typeof more === 'object'
      ? fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), inner(more), { maxKeys: 3 })
      : fc.constant({});
  // The schema names its properties in `required`.
  return fc.record(Object.fromEntries(members), { requiredKeys: required as string[] });
}
