import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platforms } from '../src/facts/platforms.ts';
import { type ContractDocument, type Media, readContract, resolve } from '../src/http/contract.ts';
import { allRoutes } from '../src/http/http-app.ts';
import { problems } from '../src/http/problem.ts';
import { operationsOf } from '../src/http/reference/operation.ts';
import { faultsInAnswer, faultsInShape } from './contract-answers.ts';
import { forwardingOff, type TestApp, testApp } from './http-app.ts';

const { document, text } = readContract();

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Holds an answer to what the contract says of the operation's status and media type. */
async function expectAnswer(operationId: string, response: Response): Promise<unknown> {
  const { status, headers } = response;
  const body = await response.text();
  expect(faultsInAnswer(operationId, { status, headers, body })).toEqual([]);
  expect(headers.get('x-request-id')).not.toBeNull();
  return headers.get('content-type')?.includes('json') === true ? JSON.parse(body) : body;
}

describe('openapi.yaml', () => {
  it('has an operation for every route, and a route for every operation', () => {
    const routed = allRoutes(app.deps).map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(routed.sort()).toEqual(
      operationsOf(document)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('is what src/http/openapi-types.ts is generated from (npm run generate:types)', async () => {
    const types = readFileSync(join(import.meta.dirname, '../src/http/openapi-types.ts'), 'utf8');
    const generated = astToString(await openapiTS(text, { immutable: true }));
    expect(types.slice(types.indexOf('export interface paths'))).toBe(generated);
  });

  it('names each operation, and each of its parameters, once', () => {
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { item, operation, path } of operationsOf(document)) {
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
        resolve(document, one),
      );
      const names = parameters.map(({ name, in: place }) => `${place} ${name}`);
      expect(new Set(names).size).toBe(names.length);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`);
      expect(names.filter((name) => name.startsWith('path'))).toEqual(inPath);
    }
  });

  it('has no reference to nothing, and nothing that nothing refers to', () => {
    const references = new Set(
      [...text.matchAll(/'#\/(components\/\w+\/[\w-]+)'/g)].map(([, path = '']) => path),
    );
    // Security schemes are referred to by their name alone.
    const { securitySchemes: _, ...kinds } = document.components;
    const components = Object.entries(kinds).flatMap(([kind, named]) =>
      Object.keys(named ?? {}).map((name) => `components/${kind}/${name}`),
    );
    expect([...references].sort()).toEqual(components.sort());
  });

  it('knows the platforms and the errors that the code knows', () => {
    expect(enumOf('Platform')).toEqual([...platforms]);
    const answerable = Object.entries(problems).filter(
      ([code, { status }]) => status !== 500 || code === 'internal',
    );
    expect(enumOf('ErrorCode').sort()).toEqual(answerable.map(([code]) => code).sort());
  });

  it('gives examples that fit their schemas', () => {
    const checked = mediaIn(document).flatMap(({ schema, examples = {} }) =>
      Object.values(examples).map((example) => {
        const { value } =
          '$ref' in example
            ? resolve<{ value?: unknown }>(document, { $ref: String(example.$ref) })
            : example;
        expect(faultsInShape(schema, value)).toEqual([]);
        return value;
      }),
    );
    expect(checked.length).toBeGreaterThan(8);
  });
});

function enumOf(name: string): string[] {
  const words = document.components.schemas[name]?.['enum'];
  return Array.isArray(words) ? words.map(String) : [];
}

/** Every media type object of requests and responses. */
function mediaIn(contract: ContractDocument): Media[] {
  const found: Media[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'content') found.push(...Object.values(inner as Record<string, Media>));
      visit(inner);
    }
  };
  visit(contract);
  return found;
}

describe('answers', () => {
  const transcript = '[root@node-1 ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\nwhat is this\n';
  const overload = 'Unable to connect to the server: net/http: TLS handshake timeout';

  it('have the shapes that the contract gives them: diagnoses', async () => {
    await expectAnswer('diagnose', await app.post('/v1/diagnoses', forwardingOff));
    await expectAnswer('diagnose', await app.paste('/v1/diagnoses', transcript));
    await expectAnswer('diagnose', await app.paste('/v1/diagnoses', overload));
    await expectAnswer(
      'diagnose',
      await app.post('/v1/diagnoses', { facts: [{ fact: 'no.such', value: 1 }] }),
    );
    await expectAnswer('diagnose', await app.post('/v1/diagnoses', '{'));
  });

  it('have the shapes that the contract gives them: cases', async () => {
    const opened = await expectAnswer('openCase', await app.paste('/v1/cases', transcript));
    const id = (opened as { id: string }).id;
    await expectAnswer('addEvidence', await app.post(`/v1/cases/${id}/evidence`, forwardingOff));
    await expectAnswer('getCase', await app.get(`/v1/cases/${id}`));
    const confirmation = { rule: 'host.ip-forward-disabled', note: 'so it was' };
    await expectAnswer('confirmCause', await app.post(`/v1/cases/${id}/confirmation`, confirmation));
    await expectAnswer('getCase', await app.get(`/v1/cases/${id}`));
    await expectAnswer('listCases', await app.get('/v1/cases'));
    await expectAnswer('listDiagnoses', await app.get(`/v1/cases/${id}/diagnoses?limit=1`));
    await expectAnswer('replayDiagnosis', await app.post(`/v1/cases/${id}/replay`, { sequence: 1 }));
    await expectAnswer('replayDiagnosis', await app.post(`/v1/cases/${id}/replay`, { sequence: 9 }));
    await expectAnswer('getCase', await app.get('/v1/cases/none'));
  });

  it('have the shapes that the contract gives them: knowledge', async () => {
    await expectAnswer('listRules', await app.get('/v1/rules?limit=2'));
    for (const { id, version } of (await app.deps.rulebook()).rulebook.rules) {
      await expectAnswer('getRule', await app.get(`/v1/rules/${id}`));
      await expectAnswer('getRuleVersion', await app.get(`/v1/rules/${id}/versions/${version}`));
    }
    await expectAnswer('listFacts', await app.get('/v1/facts'));
    await expectAnswer('listSources', await app.get('/v1/sources'));
    await expectAnswer('getSchema', await app.get('/v1/schemas/rule.json'));
    await expectAnswer('getSchema', await app.get('/v1/schemas/none.json'));
  });

  it('have the shapes that the contract gives them: operations', async () => {
    await expectAnswer('listAudit', await app.get('/v1/audit?limit=3'));
    await expectAnswer('getContract', await app.get('/openapi.yaml'));
    await expectAnswer('getReference', await app.get('/docs'));
    await expectAnswer('getHealth', await app.get('/healthz'));
    await expectAnswer('getReadiness', await app.get('/readyz'));
    await expectAnswer('getMetrics', await app.get('/metrics'));
  });
});
