import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CulpritError, type ErrorDetail } from '../lib/errors.ts';
import { shortened } from '../lib/shortened.ts';
import { redactForNow } from '../redact/redaction.ts';
import type { ContractDocument } from './contract.ts';
import type { components } from './openapi-types.ts';

type Schemas = components['schemas'];

/** What requests are made of: the schemas of openapi.yaml that a client's data is held to. */
const requestSchemas = [
  'Evidence',
  'ConfirmationRequest',
  'ReplayRequest',
  'IdempotencyKey',
  'RuleDraft',
  'PublishRequest',
  'RetireRequest',
  'DisableRequest',
  'EnableRequest',
  'ActivateRequest',
  'BacktestRequest',
] as const;
export type RequestSchema = (typeof requestSchemas)[number];

/** Above this many bytes of a body, only the first thing that is wrong is looked for. */
const EXPLAINED_BYTES = 64 * 1024;

export interface RequestSchemas {
  /** The value as the contract's type; throws `invalid-request` with what is wrong where. `bytes`: its length as JSON. */
  check<Name extends RequestSchema>(name: Name, value: unknown, bytes: number): Schemas[Name];
}

/** Compiles the contract's request schemas once, at the start. */
export function compileRequestSchemas({ components }: ContractDocument): RequestSchemas {
  const first = compiler(components, false);
  const all = compiler(components, true);
  return {
    check<Name extends RequestSchema>(name: Name, value: unknown, bytes: number): Schemas[Name] {
      if (!first(name)(value)) {
        const thorough = bytes <= EXPLAINED_BYTES ? all(name) : first(name);
        thorough(value);
        throw refusal(thorough.errors ?? []);
      }
      // Generated from the schema that the value has just passed.
      return value as Schemas[Name];
    },
  };
}

function compiler(components: ContractDocument['components'], allErrors: boolean) {
  const ajv = new Ajv2020({ allErrors, allowUnionTypes: true, verbose: true });
  addFormats.default(ajv);
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'contract', components: { schemas: components.schemas } });
  const compiled = new Map<RequestSchema, ValidateFunction>(
    requestSchemas.map((name) => [name, ajv.compile({ $ref: `contract#/components/schemas/${name}` })]),
  );
  return (name: RequestSchema): ValidateFunction => {
    const validate = compiled.get(name);
    if (validate === undefined) throw new Error(`${name} is not compiled`);
    return validate;
  };
}

function refusal(errors: readonly ErrorObject[]): CulpritError {
  const details = errors.map(explain);
  const [first] = details;
  const where = first === undefined || first.pointer === '' ? 'The body' : first.pointer;
  return new CulpritError('invalid-request', `${where} ${first?.message ?? 'does not fit'}.`, { details });
}

/** An error in words that fit behind the pointer as a sentence; the submitted value is not repeated. */
function explain({ keyword, instancePath, params, message, schema }: ErrorObject): ErrorDetail {
  if (keyword === 'additionalProperties') {
    const name = shortened(redactForNow(String(params['additionalProperty'])))
      .replaceAll('~', '~0')
      .replaceAll('/', '~1');
    return { pointer: `${instancePath}/${name}`, message: 'is a property that is not known here' };
  }
  if (keyword === 'required')
    return { pointer: instancePath, message: `lacks "${params['missingProperty']}"` };
  if (keyword === 'enum' && Array.isArray(schema))
    return { pointer: instancePath, message: `must be one of ${schema.join(', ')}${adviceFor(schema)}` };
  return { pointer: instancePath, message: message ?? 'does not fit' };
}

const adviceFor = (words: readonly unknown[]): string =>
  words.includes('other') ? ', where "other" is any that is not listed' : '';
