import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { closestWord } from '../lib/closest-word.ts';
import { type Finding, finding } from './finding.ts';
import { decorators, operatorSignatures } from './operator-signatures.ts';
import { codeOf } from './schema-error-code.ts';
import type { JsonSchema } from './schema-parts.ts';

const ajv = new Ajv({ allErrors: true, verbose: true, strictRequired: false, allowUnionTypes: true });
ajv.addVocabulary(['enumDescriptions']);

const compiled = new Map<JsonSchema, ValidateFunction>();

/** What is wrong with a document by its schema, each with a JSON pointer and in words for the document's author. */
export function validateDocument(schema: JsonSchema, document: unknown): Finding[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(document)) return [];
  const errors = validate.errors ?? [];
  const findings = errors.filter((error) => !isRepeated(error, errors)).flatMap(explain);
  return [...new Map(findings.map((finding) => [finding.pointer + finding.message, finding])).values()];
}

/** A key too many is one key that should not be there, when there is such a key. */
const isRepeated = ({ keyword, instancePath }: ErrorObject, errors: readonly ErrorObject[]): boolean =>
  keyword === 'maxProperties' &&
  errors.some((other) => other.keyword === 'additionalProperties' && other.instancePath === instancePath);

function explain(error: ErrorObject): Finding[] {
  // What stands within `anyOf` and `propertyNames`, and `if`, only repeats what other errors say better.
  if (error.keyword === 'if' || /\/anyOf\/\d+\/|\/propertyNames\/./.test(error.schemaPath)) return [];
  const { keyword, params, instancePath } = error;
  const name =
    keyword === 'additionalProperties'
      ? params['additionalProperty']
      : keyword === 'propertyNames' && params['propertyName'];
  const pointer = typeof name === 'string' ? `${instancePath}/${escaped(name)}` : instancePath;
  return [finding(codeOf(error), pointer, messageOf(error))];
}

function messageOf(error: ErrorObject): string {
  const { keyword, instancePath, params, data } = error;
  switch (keyword) {
    case 'required':
      return `"${params['missingProperty']}" is missing`;
    case 'additionalProperties':
      return 'there is no such property here';
    case 'propertyNames':
      return 'not a name';
    case 'enum':
      return unknownWord(data, params['allowedValues']);
    case 'anyOf':
      return instancePath.endsWith('/operator') ? unknownOperator(data) : misfit(error);
    case 'pattern':
      return misfit(error);
    case 'maxProperties':
      return 'has keys of which each excludes the others';
    case 'minProperties':
      return 'has nothing in it';
    default:
      return error.message ?? keyword;
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
