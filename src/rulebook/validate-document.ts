import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { closestWord } from '../lib/closest-word.ts';
import type { ErrorDetail } from '../lib/errors.ts';
import { decorators, operatorSignatures } from './operator-signatures.ts';
import type { JsonSchema } from './schema-parts.ts';

const ajv = new Ajv({ allErrors: true, verbose: true, strictRequired: false, allowUnionTypes: true });
ajv.addVocabulary(['enumDescriptions']);

const compiled = new Map<JsonSchema, ValidateFunction>();

/** What is wrong with a document by its schema, each with a JSON pointer and in words for the document's author. */
export function validateDocument(schema: JsonSchema, document: unknown): ErrorDetail[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(document)) return [];
  const findings = (validate.errors ?? []).flatMap(explain);
  return [...new Map(findings.map((finding) => [finding.pointer + finding.message, finding])).values()];
}

function explain(error: ErrorObject): ErrorDetail[] {
  // What stands within `anyOf` and `propertyNames`, and `if`, only repeats what other errors say better.
  if (error.keyword === 'if' || /\/anyOf\/\d+\/|\/propertyNames\/./.test(error.schemaPath)) return [];
  const { instancePath: pointer, params, data } = error;
  switch (error.keyword) {
    case 'required':
      return [{ pointer, message: `"${params['missingProperty']}" is missing` }];
    case 'additionalProperties':
      return [
        {
          pointer: `${pointer}/${escaped(String(params['additionalProperty']))}`,
          message: 'there is no such property here',
        },
      ];
    case 'propertyNames':
      return [{ pointer: `${pointer}/${escaped(String(params['propertyName']))}`, message: 'not a name' }];
    case 'enum':
      return [{ pointer, message: unknownWord(data, params['allowedValues']) }];
    case 'anyOf':
      return [{ pointer, message: pointer.endsWith('/operator') ? unknownOperator(data) : misfit(error) }];
    case 'pattern':
      return [{ pointer, message: misfit(error) }];
    case 'maxProperties':
    case 'minProperties':
      return [
        { pointer, message: 'has one key of several that exclude each other, or fact, operator and value' },
      ];
    default:
      return [{ pointer, message: error.message ?? error.keyword }];
  }
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const misfit = ({ data, parentSchema }: ErrorObject): string =>
  `${JSON.stringify(data)} does not fit: ${parentSchema?.['description'] ?? parentSchema?.['pattern']}`;

function unknownWord(data: unknown, allowed: readonly unknown[]): string {
  const said = JSON.stringify(data);
  if (allowed.length <= 12) return `${said} is none of ${allowed.join(', ')}`;
  const closest = typeof data === 'string' ? closestWord(data, allowed.map(String)) : null;
  return `${said} is unknown${closest === null ? '' : `; did you mean "${closest}"?`}`;
}

function unknownOperator(data: unknown): string {
  const parts = typeof data === 'string' ? data.split(':') : [];
  const names = Object.keys(operatorSignatures);
  const operator = parts.pop() ?? '';
  const decorator = parts.find((part) => !Object.hasOwn(decorators, part));
  if (decorator !== undefined) return unknownWord(decorator, [...Object.keys(decorators), ...names]);
  return unknownWord(operator, names);
}
