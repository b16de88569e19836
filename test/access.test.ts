import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../src/access/actor.ts';
import { revokeKey } from '../src/access/revoke-key.ts';
import { isScope, type Scope, scopes } from '../src/access/scopes.ts';
import { type Media, readContract, resolve } from '../src/http/contract.ts';
import { operationsOf, type Placed } from '../src/http/reference/operation.ts';
import { newSecret } from '../src/lib/ids.ts';
import { read, type TestApp, testApp } from './http-app.ts';
import { keyFor } from './keys.ts';

const { document } = readContract();
const operations = operationsOf(document);

/** What may be had without a key, and with any: to be on neither list, an operation names its scope. */
const open = ['getHealth', 'getReadiness'];
const ofAnyScope = ['getContract', 'getReference', 'getMetrics'];

const guarded = operations.filter(({ operation }) => !open.includes(operation.operationId));
const scoped = guarded.filter(({ operation }) => !ofAnyScope.includes(operation.operationId));
const named = (placed: readonly Placed[]) => placed.map((one) => [`${one.method} ${one.path}`, one] as const);

function scopeOf({ operation }: Placed): Scope {
  const scope = operation.security?.[0]?.bearer[0] ?? '';
  if (!isScope(scope)) throw new Error(`${operation.operationId} names no scope`);
  return scope;
}

let app: TestApp;
const keys = new Map<string, { authorization: string }>();
beforeAll(async () => {
  app = await testApp();
  const expired = await keyFor({ deps: { ...app.deps, clock: lastYear } }, scopes, {
    expiresAt: '2025-01-02T00:00:00.000Z',
  });
  const revoked = await keyFor(app, scopes);
  await revokeKey({ actor: systemActor, store: app.deps.store, clock: app.deps.clock }, revoked);
  const valid = await keyFor(app, ['admin']);
  keys.set('an expired key', expired.bearer);
  keys.set('a revoked key', revoked.bearer);
  keys.set('a key of another secret', {
    authorization: valid.bearer.authorization.replace(/[\w-]{43}$/, newSecret()),
  });
});
afterAll(() => app.close());

const lastYear = { now: () => new Date('2025-01-01T00:00:00.000Z') };

/** A request that the contract would allow, from its own examples: only who asks may be wrong with it. */
function request({ method, path, item, operation }: Placed, headers: Record<string, string>) {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
    resolve(document, one),
  );
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    String(parameters.find((one) => one.name === name)?.example),
  );
  const query = parameters.filter((one) => one.in === 'query' && one.required === true);
  const search = new URLSearchParams(
    Object.fromEntries(query.map(({ name, example }) => [name, String(example)])),
  );
  const media: Media | undefined =
    operation.requestBody === undefined
      ? undefined
      : resolve(document, operation.requestBody).content['application/json'];
  const [example] = Object.values(media?.examples ?? {});
  const value = example === undefined ? undefined : resolve<{ value?: unknown }>(document, example).value;
  const body = media === undefined ? {} : { body: JSON.stringify(value) };
  const type = media === undefined ? {} : { 'content-type': 'application/json' };
  return app.http.request(`${filled}?${search}`, { method, headers: { ...type, ...headers }, ...body });
}

const answerOf = async (response: Response) => {
  const problem = response.status < 400 ? null : await read('Problem', response.clone());
  return [response.status, problem?.code, response.headers.get('www-authenticate')];
};

describe('openapi.yaml', () => {
  it.each(named(operations))('says which scope it needs: %s', (_, { operation }) => {
    const needed = operation.security?.flatMap(({ bearer }) => bearer);
    if (open.includes(operation.operationId)) expect(operation.security).toEqual([]);
    else if (ofAnyScope.includes(operation.operationId)) expect(operation.security).toEqual([{ bearer: [] }]);
    else expect(needed).toEqual([expect.toSatisfy(isScope)]);
  });

  it.each(named(guarded))('says how it is refused: %s', (_, { operation }) => {
    expect(operation.responses).toHaveProperty('401');
    expect(operation.responses).toHaveProperty('403');
  });
});

describe('without a valid key', () => {
  it.each(named(guarded))('is refused: %s', async (_, placed) => {
    expect(await answerOf(await request(placed, {}))).toEqual([401, 'unauthenticated', 'Bearer']);
    expect(keys.size).toBe(3);
    for (const [kind, bearer] of keys)
      expect([kind, ...(await answerOf(await request(placed, bearer)))]).toEqual([
        kind,
        401,
        'unauthenticated',
        'Bearer error="invalid_token"',
      ]);
  });

  it.each(open)('is answered: %s', async (id) => {
    const [placed] = operations.filter(({ operation }) => operation.operationId === id);
    if (placed === undefined) throw new Error(`there is no ${id}`);
    expect((await request(placed, {})).status).toBe(200);
    expect((await request(placed, { host: '10.244.0.7:8321' })).status).toBe(200);
  });
});

describe('with a key', () => {
  it.each(named(scoped))('of all scopes but the one that it needs is refused: %s', async (_, placed) => {
    const needed = scopeOf(placed);
    const others = scopes.filter((scope) => scope !== needed && scope !== 'admin');
    const { bearer } = await keyFor(app, others);
    expect(await answerOf(await request(placed, bearer))).toEqual([
      403,
      'forbidden',
      `Bearer error="insufficient_scope", scope="${needed}"`,
    ]);
  });

  it.each(named(scoped))('of the one scope that it needs is let in: %s', async (_, placed) => {
    const { bearer } = await keyFor(app, [scopeOf(placed)]);
    expect([401, 403]).not.toContain((await request(placed, bearer)).status);
  });

  it.each(named(guarded))('that may do everything is let in, under any name: %s', async (_, placed) => {
    const { bearer } = await keyFor(app, ['admin']);
    const response = await request(placed, { ...bearer, host: 'culprit.example' });
    expect([401, 403]).not.toContain(response.status);
  });

  it.each(named(guarded.filter(({ operation }) => ofAnyScope.includes(operation.operationId))))(
    'of any scope is let in: %s',
    async (_, placed) => {
      const { bearer } = await keyFor(app, ['evidence:write']);
      expect((await request(placed, bearer)).status).toBe(200);
    },
  );
});
