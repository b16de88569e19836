import { Ajv, type ValidateFunction } from 'ajv';
import { catalogue } from '../facts/catalogue.ts';
import type { ErrorDetail } from '../lib/errors.ts';
import { shortened } from '../lib/shortened.ts';

const ajv = new Ajv({ strict: false, strictNumbers: true, allErrors: false, verbose: true });
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value that was submitted for a known fact; `null` when nothing is. */
export function checkFactValue(fact: string, value: unknown, pointer: string): ErrorDetail | null {
  const validate = validatorOf(fact);
  if (validate === undefined || validate(value)) return null;
  const [error] = validate.errors ?? [];
  const allowed: unknown = error?.params['allowedValues'] ?? error?.params['additionalProperty'];
  const more = allowed === undefined ? '' : ` (${shortened(JSON.stringify(allowed))})`;
  return {
    pointer: `${pointer}${error?.instancePath ?? ''}`,
    message: `The value of ${fact} ${isEndless(error?.data) ? 'is too large a number' : (error?.message ?? 'is not valid')}${more}.`,
  };
}

/** What JSON.parse makes of 1e400, and of very many digits. */
const isEndless = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value);

function validatorOf(fact: string): ValidateFunction | undefined {
  const known = compiled.get(fact);
  if (known !== undefined) return known;
  const schema = catalogue.get(fact)?.schema;
  if (schema === undefined) return undefined;
  const validate = ajv.compile(closed(JSON.parse(JSON.stringify(schema))));
  compiled.set(fact, validate);
  return validate;
}

/** The schema without room for properties that nobody reads: a misspelt one would be lost in silence. */
function closed(schema: unknown): Record<string, unknown> {
  // Called with schemas, which are objects all the way down their `properties`, `items` and `anyOf`.
  const open = schema as Record<string, unknown>;
  const inner = (value: unknown) => (Array.isArray(value) ? value.map(closed) : closed(value));
  const result: Record<string, unknown> = { ...open };
  if (open['properties'] !== undefined) {
    const properties = Object.entries(open['properties'] as object);
    result['properties'] = Object.fromEntries(properties.map(([name, value]) => [name, closed(value)]));
    result['additionalProperties'] = false;
  }
  for (const keyword of ['items', 'anyOf'])
    if (open[keyword] !== undefined) result[keyword] = inner(open[keyword]);
  return result;
}
