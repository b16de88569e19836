import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, type TestApp, testApp } from '../../../test/http-app.ts';
import { CulpritError } from '../../lib/errors.ts';
import { problems } from '../problem.ts';
import { operationsOf } from '../reference/operation.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('GET /', () => {
  it('leads to the reference', async () => {
    const response = await app.get('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/docs']);
  });
});

describe('the reference', () => {
  it('names every operation, schema and error', async () => {
    const page = await (await app.get('/docs')).text();
    const { document } = app.deps.contract;
    const anchors = [
      ...operationsOf(document).map(({ operation }) => operation.operationId),
      ...Object.keys(document.components.schemas).map((name) => `schema-${name}`),
      ...Object.keys(problems),
    ];
    expect(anchors.filter((anchor) => !page.includes(`id="${anchor}"`))).toEqual([]);
  });

  it('links to nothing that is not there, and loads nothing', async () => {
    const page = await (await app.get('/docs')).text();
    const targets = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
    const missing = targets.filter(
      (href) => href !== '/openapi.yaml' && !page.includes(`id="${href.slice(1)}"`),
    );
    expect(missing).toEqual([]);
    expect(page).not.toMatch(/<(script|link|img|iframe)|\ssrc=|@import|url\(/);
  });

  it('allows the browser its own style and nothing else', async () => {
    const { headers } = await app.get('/docs');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
  });
});

describe('the contract', () => {
  it('is served as its file stands', async () => {
    const file = readFileSync(new URL('../../../openapi.yaml', import.meta.url), 'utf8');
    expect(await (await app.get('/openapi.yaml')).text()).toBe(file);
  });
});

describe('readiness', () => {
  it('names the rulebook', async () => {
    const response = await app.get('/readyz');
    expect([response.status, await read('Readiness', response)]).toMatchObject([200, { status: 'ready' }]);
  });

  it('is denied while the database cannot be used; the process is healthy all the same', async () => {
    const store = {
      ...app.deps.store,
      ping: () => Promise.reject(new CulpritError('unavailable', 'The database is locked.')),
    };
    const cut = await testApp({}, { store });
    const response = await cut.get('/readyz');
    expect([response.status, (await read('Problem', response)).code]).toEqual([503, 'unavailable']);
    expect(response.headers.get('retry-after')).toBe('1');
    expect((await cut.get('/healthz')).status).toBe(200);
  });
});

describe('metrics', () => {
  it('come in the format that Prometheus asks for', async () => {
    const response = await app.get('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });
});
