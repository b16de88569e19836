import fc from 'fast-check';
import { catalogue } from '../../src/facts/catalogue.ts';
import { type Parameter, readContract, resolve } from '../../src/http/contract.ts';
import { operationsOf, type Placed } from '../../src/http/reference/operation.ts';
import { draft as example } from '../draft-rule.ts';
import { sourceSamples } from '../source-samples.ts';
import { brokenJson } from './broken-json.ts';
import { hostileJson, hostileWord } from './hostile.ts';
import { mutatedJson } from './mutated-json.ts';
import { mutatedText } from './mutated-text.ts';
import { type Schema, schemaValues } from './schema-values.ts';

/** A request to be; `{{case:2}}` anywhere in it stands for the third id of a case that was answered before. */
export interface FuzzRequest {
  operation: string;
  /** Values of the path's parameters, by name. */
  path: Record<string, string>;
  query: [name: string, value: string][];
  headers: [name: string, value: string][];
  body: string | null;
}

const { document } = readContract();
export const operations: readonly Placed[] = operationsOf(document);

const resolveSchema = (reference: string): Schema => resolve<Schema>(document, { $ref: reference });
const valuesOf = (schema: Schema): fc.Arbitrary<unknown> => schemaValues(schema, resolveSchema);

/** Of what was answered before. */
const known = (kind: string): fc.Arbitrary<string> => fc.nat({ max: 4 }).map((nth) => `{{${kind}:${nth}}}`);

const kinds: Readonly<Record<string, string>> = {
  cases: 'case',
  rules: 'rule',
  backtests: 'backtest',
  rulebooks: 'digest',
};

function pathValue(path: string, { name, schema }: Parameter): fc.Arbitrary<string> {
  const kind = kinds[path.split('/')[2] ?? ''] ?? '';
  if (name === 'version') return fc.constantFrom('1', '1', '2', '3');
  const fitting = name === 'name' ? valuesOf(schema).map(String) : known(kind);
  return fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: valuesOf(schema).map(String) });
}

const parametersOf = ({ item, operation }: Placed): Parameter[] =>
  [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => resolve(document, one));

/** What fits a parameter, and often something that was answered. */
function parameterValue({ name, schema }: Parameter): fc.Arbitrary<string> {
  if (name === 'cursor') return fc.oneof(known('cursor'), hostileWord);
  if (name === 'from' || name === 'to') return fc.constantFrom('1', '2', '3');
  if (name === 'If-Match') return fc.oneof(known('etag'), known('etag'), fc.constant('*'));
  if (name === 'Idempotency-Key') return fc.constantFrom('key-1', 'key-2', 'key-3');
  return valuesOf(schema).map(String);
}

function some(parameters: readonly Parameter[]): fc.Arbitrary<[string, string][]> {
  const each = parameters.map((one) =>
    fc
      .option(parameterValue(one), { freq: one.required === true ? 20 : 1 })
      .map((value) => (value === null ? [] : [[one.name, value]])),
  );
  // Pairs of a name and a value, by the line above.
  return fc.tuple(...each).map((lists) => lists.flat() as [string, string][]);
}

const submittable = [...catalogue.values()].filter(({ id, derived }) => !derived && id !== 'text');
const host = fc.constantFrom('node-1', 'node-2', '10.0.0.1');
const fact = fc.oneof(
  ...submittable.map(({ id, schema }) =>
    fc.record(
      {
        fact: fc.constant(id),
        value: schemaValues(JSON.parse(JSON.stringify(schema))),
        host,
        observedAt: valuesOf({ $ref: '#/components/schemas/Time' }),
      },
      { requiredKeys: ['fact', 'value'] },
    ),
  ),
);
/** NUL and half surrogate pairs are refused; `brokenJson` puts them in. */
const text = mutatedText(sourceSamples()).map((one) => one.replace(/[\0\p{Surrogate}]/gu, ''));
const evidence = fc
  .record({
    facts: fc.array(fact, { maxLength: 3 }),
    texts: fc.array(fc.record({ text, host }, { requiredKeys: ['text'] }), { maxLength: 2 }),
  })
  .filter(({ facts, texts }) => facts.length + texts.length > 0);

const id = '{{path:0}}';
const line = `${id}: cannot start`;

/** A rule that can be published under the id that the path names; without its test, it can be saved. */
const draft = fc
  .tuple(fc.constantFrom('common', 'rare'), fc.integer({ min: 0, max: 3 }))
  .map(([prior, part]) => ({
    rule: {
      ...example.rule,
      id,
      prior,
      title: `Made: ${id}`,
      signals: example.rule.signals.map((signal) => ({
        ...signal,
        when: { fact: 'text', operator: 'includes', value: line },
      })),
    },
    ...(part === 0
      ? {}
      : {
          test: {
            ...example.test,
            rule: id,
            fires: [{ name: 'it says so', evidence: { texts: [{ text: line }] }, expect: { first: true } }],
          },
        }),
  }));

const ruleId = known('rule');
const reason = hostileWord.map((word) => `because ${word.replace(/[\0\ud800-\udfff]/g, '')}`.slice(0, 900));

const soon = fc.constantFrom('2099-01-08T00:00:00Z', '2001-01-08T00:00:00Z');

/** Bodies that mean something here; the schema alone would hardly ever name a rule that there is. */
const meant: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Evidence: evidence,
  RuleDraft: draft,
  ConfirmationRequest: fc.record({ rule: fc.option(ruleId), note: reason }, { requiredKeys: ['rule'] }),
  BacktestRequest: fc.oneof(
    fc.record({ rule: ruleId, version: fc.constantFrom(1, 2) }),
    fc.record({ rulebook: known('digest') }),
  ),
  DisableRequest: fc.record(
    { reason, platform: valuesOf({ $ref: '#/components/schemas/Platform' }), until: soon },
    { requiredKeys: ['reason'] },
  ),
  RetireRequest: fc.record({ reason, successor: ruleId }, { requiredKeys: ['reason'] }),
};

const jsonSchemaOf = ({ operation }: Placed): Schema | undefined =>
  operation.requestBody === undefined
    ? undefined
    : resolve(document, operation.requestBody).content['application/json']?.schema;

const isText = ({ operation }: Placed): boolean =>
  operation.requestBody !== undefined && 'text/plain' in resolve(document, operation.requestBody).content;

interface Body {
  type: string;
  body: string;
}

function bodyOf(placed: Placed): fc.Arbitrary<Body | null> {
  const schema = jsonSchemaOf(placed);
  if (schema === undefined) return fc.constant(null);
  const name = String(schema['$ref']).split('/').at(-1) ?? '';
  const fitting = fc.oneof(
    { weight: 8, arbitrary: meant[name] ?? valuesOf(schema) },
    { weight: 1, arbitrary: valuesOf(schema) },
  );
  const asJson = (values: fc.Arbitrary<unknown>) => values.map((value) => JSON.stringify(value));
  const json = fc.oneof(
    { weight: 12, arbitrary: asJson(fitting) },
    { weight: 4, arbitrary: asJson(mutatedJson(fitting)) },
    { weight: 1, arbitrary: asJson(hostileJson) },
    { weight: 2, arbitrary: brokenJson(asJson(fitting)) },
    { weight: 1, arbitrary: fc.constant('') },
  );
  const type = fc.oneof(
    { weight: 20, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: wrongType },
  );
  const asText = fc.record({
    type: fc.constantFrom('text/plain', 'application/x-www-form-urlencoded'),
    body: text,
  });
  const inJson = fc.record({ type, body: json });
  return isText(placed)
    ? fc.oneof({ weight: 2, arbitrary: inJson }, { weight: 1, arbitrary: asText })
    : inJson;
}

const wrongType = fc.oneof(
  fc.constantFrom(
    'text/html',
    'application/json; charset=utf-16',
    'APPLICATION/JSON ; charset="utf-8"',
    'multipart/form-data; boundary=x',
    '',
  ),
  hostileWord,
);

/** Headers that mean something to some server. */
const strangeHeader: fc.Arbitrary<[string, string]> = fc.tuple(
  fc.constantFrom(
    'if-match',
    'idempotency-key',
    'x-request-id',
    'content-encoding',
    'authorization',
    'host',
    'origin',
    'accept',
    'x-forwarded-for',
    'x-http-method-override',
    'content-length',
  ),
  fc.oneof(
    fc.constantFrom('gzip', 'identity', 'W/"1"', '""', 'Bearer x', 'a, b', '*', '-1', '99999999999'),
    hostileWord,
  ),
);

const strangeQuery: fc.Arbitrary<[string, string]> = fc.tuple(
  fc.oneof(fc.constantFrom('limit', 'cursor', 'command', 'host', 'from', 'to'), hostileWord),
  hostileWord,
);

/** A request of one operation: mostly as the contract has it, sometimes with something strange about it. */
export function requestsOf(placed: Placed): fc.Arbitrary<FuzzRequest> {
  const { operation, path } = placed;
  const parameters = parametersOf(placed);
  const inPath = parameters.filter((one) => one.in === 'path');
  return fc
    .record({
      path: fc.record(
        Object.fromEntries(
          inPath.map((one) => [
            one.name,
            fc.oneof({ weight: 12, arbitrary: pathValue(path, one) }, { weight: 1, arbitrary: hostileWord }),
          ]),
        ),
      ),
      query: some(parameters.filter((one) => one.in === 'query')),
      headers: some(parameters.filter((one) => one.in === 'header')),
      body: bodyOf(placed),
      strange: fc.record({ query: sometimes(strangeQuery), header: sometimes(strangeHeader) }),
    })
    .map(({ path: values, query, headers, body, strange }) => ({
      operation: operation.operationId,
      path: values,
      query: [...query, ...strange.query],
      headers: [
        ...(body === null ? [] : [['content-type', body.type] as [string, string]]),
        ...headers,
        ...strange.header,
      ],
      body: body?.body ?? null,
    }));
}

/** Once in ten. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: arbitrary.map((one) => [one]) },
  );
