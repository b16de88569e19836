import { catalogue } from '../facts/catalogue.ts';
import { decorators, operatorSignatures } from './operator-signatures.ts';

/** A JSON Schema (draft 7, which editors know best) as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** An object with these properties and no others; all but the `optional` ones are required. */
export function closed(
  properties: Readonly<Record<string, JsonSchema>>,
  { optional = [], ...rest }: { optional?: readonly string[]; [keyword: string]: unknown } = {},
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties, ...rest };
}

/** One of the words, each with what it means: editors show both. `enumDescriptions` is theirs, not the standard's. */
export const words = (description: string, meanings: Readonly<Record<string, string>>): JsonSchema => ({
  description,
  enum: Object.keys(meanings),
  enumDescriptions: Object.values(meanings),
});

export const text = (description: string, maxLength: number): JsonSchema => ({
  description,
  type: 'string',
  minLength: 1,
  maxLength,
});

export const list = (description: string, items: JsonSchema, maxItems = 100): JsonSchema => ({
  description,
  type: 'array',
  minItems: 1,
  maxItems,
  items,
});

export const ref = (definition: string, description?: string): JsonSchema =>
  description === undefined
    ? { $ref: `#/definitions/${definition}` }
    : { description, allOf: [{ $ref: `#/definitions/${definition}` }] };

export const ruleId: JsonSchema = {
  description: 'family.cause: the family is the folder, the cause is the file’s name',
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*$',
  maxLength: 80,
};

export const kebabCase = (description: string): JsonSchema => ({
  description,
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 60,
});

const factIds = (description: string): JsonSchema =>
  words(description, Object.fromEntries([...catalogue.values()].map(({ id, title }) => [id, title])));

const decorated = `^((${Object.keys(decorators).join('|')}):)+(${Object.keys(operatorSignatures).join('|')})$`;
const decoratorHelp = Object.entries(decorators).map(([name, meaning]) => `${name}: ${meaning}`);

/** What rules, their tests and the shared conditions say alike: facts, operators, conditions. */
export const sharedDefinitions: Readonly<Record<string, JsonSchema>> = {
  fact: factIds('A fact of the catalogue. `text` stands for every line of every submitted text.'),
  operator: {
    description: `How the fact compares with the value. Decorators go before it, the outermost first: ${decoratorHelp.join('; ')}.`,
    anyOf: [
      words(
        'An operator',
        Object.fromEntries(Object.entries(operatorSignatures).map(([name, { holds }]) => [name, holds])),
      ),
      { type: 'string', pattern: decorated },
    ],
  },
  value: {
    description: 'A constant that fits the operator, or { "fact": id } for the value of another fact',
    if: { type: 'object', required: ['fact'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { type: 'object', additionalProperties: false, properties: { fact: ref('fact') } },
  },
  comparison: closed({ fact: ref('fact'), operator: ref('operator'), value: ref('value') }),
  condition: {
    description: 'One of all, any, not, condition; or a comparison of fact, operator and value',
    type: 'object',
    additionalProperties: false,
    properties: {
      all: list('Every one of these holds', ref('condition'), 30),
      any: list('At least one of these holds', ref('condition'), 30),
      not: ref('condition', 'This is known not to hold'),
      condition: kebabCase('The name of a shared condition of rules/conditions/'),
      fact: ref('fact'),
      operator: ref('operator'),
      value: ref('value'),
    },
    if: { anyOf: [{ required: ['fact'] }, { required: ['operator'] }, { required: ['value'] }] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['fact', 'operator', 'value'], maxProperties: 3 },
    else: { minProperties: 1, maxProperties: 1 },
  },
};
