import type { ErrorObject } from 'ajv';
import { catalogue } from '../facts/catalogue.ts';
import type { FindingCode } from './finding.ts';
import { likelihoods } from './likelihood.ts';

/** What authors bring along from json-rules-engine's own grammar, which rules do not have. */
const engineProperties: Readonly<Record<string, FindingCode>> = {
  path: 'condition-path',
  params: 'condition-path',
  priority: 'condition-priority',
  event: 'engine-callback',
  conditions: 'engine-callback',
  onSuccess: 'engine-callback',
  onFailure: 'engine-callback',
};

const codes: Readonly<Record<string, FindingCode>> = {
  propertyNames: 'wrong-value',
  maxProperties: 'excluding-keys',
  minProperties: 'empty-object',
  maxItems: 'over-limit',
  maxLength: 'over-limit',
  type: 'wrong-type',
};

/** The code of what a JSON Schema's keyword found. */
export function codeOf({ keyword, params, schema, instancePath }: ErrorObject): FindingCode {
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      return Object.hasOwn(engineProperties, name)
        ? (engineProperties[name] ?? 'unknown-property')
        : 'unknown-property';
    }
    case 'required':
      return params['missingProperty'] === 'references' ? 'missing-references' : 'missing-property';
    case 'enum':
      return wordCode(schema);
    case 'anyOf':
      return instancePath.endsWith('/operator') ? 'unknown-operator' : 'wrong-value';
    case 'minItems':
      return listCode(instancePath);
    default:
      return codes[keyword] ?? 'wrong-value';
  }
}

function wordCode(allowed: unknown): FindingCode {
  const words = Array.isArray(allowed) ? allowed : [];
  if (words.includes(Object.keys(likelihoods)[0])) return 'unknown-likelihood';
  return words.length === catalogue.size ? 'unknown-fact' : 'unknown-word';
}

function listCode(pointer: string): FindingCode {
  if (/\/(all|any)$/.test(pointer)) return 'empty-group';
  return pointer === '/references' ? 'missing-references' : 'empty-list';
}
