import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readContract, resolve } from '../src/http/contract.ts';
import { operationsOf } from '../src/http/reference/operation.ts';

const { document } = readContract();
const operations = new Map(operationsOf(document).map((placed) => [placed.operation.operationId, placed]));

/** The contract's schemas, closed: what an answer holds beyond what the contract describes is an error, too. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true });
addFormats.default(ajv);
ajv.addVocabulary(['components']);
ajv.addSchema({ $id: 'contract', components: { schemas: closed(document.components.schemas) } });

const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** Where a value breaks a schema of the contract. */
export function faultsInShape(schema: unknown, value: unknown): string[] {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"contract#/components');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** An answer as it arrived. */
export interface Arrived {
  status: number;
  headers: Headers;
  body: string;
}

/** Where an answer breaks what the contract says of the operation's status, its headers and its media type. */
export function faultsInAnswer(operationId: string, { status, headers, body }: Arrived): string[] {
  const responses = operations.get(operationId)?.operation.responses;
  const described = responses?.[status] ?? responses?.['default'];
  if (described === undefined) return [`${operationId} has no ${status}`];
  const { content = {}, headers: promised = {} } = resolve(document, described);
  const lacking = Object.entries(promised).filter(
    ([name, header]) => isRequired(header) && headers.get(name) === null,
  );
  const faults = lacking.map(([name]) => `${operationId} ${status} lacks ${name}`);
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (Object.keys(content).length === 0) return body === '' ? faults : [...faults, `${status} has a body`];
  if (content[type] === undefined) return [...faults, `${operationId} ${status} is of type ${type}`];
  const value: unknown = type.endsWith('json') ? JSON.parse(body) : body;
  return [
    ...faults,
    ...faultsInShape(content[type].schema, value).map((fault) => `${operationId} ${status} ${fault}`),
  ];
}

const isRequired = (header: unknown): boolean => {
  const { required } = resolve<{ required?: boolean }>(document, Object(header));
  return required === true;
};
