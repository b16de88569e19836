import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from '../../test/http-app.ts';
import type { components } from './openapi-types.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    CULPRIT_MAX_REQUEST_BYTES: '5000',
    CULPRIT_MAX_TEXT_BYTES: '2000',
    CULPRIT_MAX_LINE_BYTES: '500',
    CULPRIT_MAX_FACTS: '3',
    CULPRIT_MAX_HOSTS: '2',
  });
});
afterAll(() => app.close());

const fact = (more: object = {}) => ({ fact: 'sysctl.net.ipv4.ip_forward', value: 0, ...more });
const facts = (...submitted: unknown[]) => ({ facts: submitted });
const texts = (...submitted: unknown[]) => ({ texts: submitted });

/** Every path that takes evidence. */
async function evidencePaths(): Promise<string[]> {
  const { id } = await read('Case', app.post('/v1/cases', forwardingOff));
  return ['/v1/diagnoses', '/v1/cases', `/v1/cases/${id}/evidence`];
}

const stored = async () => (await read('CasePage', app.get('/v1/cases?limit=200'))).items.length;

async function expectProblem(
  response: Response,
  status: number,
  code: string,
): Promise<components['schemas']['Problem']> {
  const problem = await read('Problem', response);
  expect({ status: response.status, code: problem.code, detail: problem.detail }).toEqual({
    status,
    code,
    detail: expect.stringMatching(/\.$/),
  });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(problem).toMatchObject({
    status,
    type: `/docs#${code}`,
    requestId: response.headers.get('x-request-id'),
  });
  return problem;
}

describe('evidence that cannot be taken', () => {
  it.each<[string, unknown, number, string, string | null]>([
    ['broken JSON', '{"facts": [', 400, 'invalid-json', '/facts/0'],
    ['an empty object', {}, 400, 'empty-evidence', null],
    ['empty lists', { facts: [], texts: [] }, 400, 'empty-evidence', null],
    ['a list', [], 400, 'invalid-request', ''],
    ['null', null, 400, 'invalid-request', ''],
    ['facts that are no list', { facts: {} }, 400, 'invalid-request', '/facts'],
    ['an unknown property', { ...forwardingOff, fats: 1 }, 400, 'invalid-request', '/fats'],
    ['an unknown property of a fact', facts(fact({ unit: 's' })), 400, 'invalid-request', '/facts/0/unit'],
    ['a fact without a value', facts({ fact: 'x' }), 400, 'invalid-request', '/facts/0'],
    ['an unknown fact', facts(fact(), fact({ fact: 'no.such' })), 400, 'unknown-fact', '/facts/1/fact'],
    ['a value of the wrong type', facts(fact({ value: 'off' })), 400, 'invalid-fact-value', '/facts/0/value'],
    ['a host that is a number', facts(fact({ host: 1 })), 400, 'invalid-request', '/facts/0/host'],
    [
      'a time that is none',
      facts(fact({ observedAt: 'noon' })),
      400,
      'invalid-request',
      '/facts/0/observedAt',
    ],
    ['an unknown platform', { ...forwardingOff, platform: 'vax' }, 400, 'invalid-request', '/platform'],
    ['a text without text', texts({ command: 'arp' }), 400, 'invalid-request', '/texts/0'],
    ['a NUL character', texts({ text: 'a\0b' }), 400, 'invalid-request', '/texts/0/text'],
    [
      'a prototype key',
      '{"facts":[{"fact":"a","value":{"__proto__":1}}]}',
      400,
      'invalid-request',
      '/facts/0/value/__proto__',
    ],
    ['a key that is there twice', '{"texts":[],"texts":[]}', 400, 'invalid-json', ''],
    [
      'an endless number',
      '{"facts":[{"fact":"helm.release-objects","value":1e400}]}',
      400,
      'invalid-fact-value',
      '/facts/0/value',
    ],
    ['an endless key', { ['k'.repeat(4000)]: 1 }, 400, 'invalid-request', `/${'k'.repeat(200)}…`],
    ['a text over its limit', texts({ text: 'a b\n'.repeat(600) }), 413, 'too-large', '/texts/0/text'],
    ['a line over its limit', texts({ text: 'a'.repeat(501) }), 413, 'too-large', '/texts/0/text'],
    ['too many facts', facts(fact(), fact(), fact(), fact()), 413, 'too-large', '/facts'],
    ['too many hosts', facts(...['a', 'b', 'c'].map((host) => fact({ host }))), 413, 'too-large', ''],
    ['a body over its limit', ' '.repeat(5001), 413, 'too-large', null],
  ])(
    'is refused with code and pointer, and nothing is stored: %s',
    async (_, body, status, code, pointer) => {
      const paths = await evidencePaths();
      const before = await stored();
      for (const path of paths) {
        const problem = await expectProblem(await app.post(path, body), status, code);
        if (pointer !== null) expect(problem.errors).toContainEqual({ pointer, message: expect.any(String) });
      }
      expect(await stored()).toBe(before);
    },
  );

  it('is refused as a text, too', async () => {
    for (const path of await evidencePaths()) {
      await expectProblem(await app.paste(path, ''), 400, 'empty-evidence');
      await expectProblem(await app.paste(path, 'a\0b'), 400, 'invalid-request');
      await expectProblem(await app.paste(path, `${'a'.repeat(501)}\n`), 413, 'too-large');
      await expectProblem(await app.paste(path, new Uint8Array([97, 0xc3, 0x28])), 400, 'invalid-request');
      await expectProblem(await app.paste(`${path}?platform=vax`, 'a'), 400, 'invalid-request');
      await expectProblem(await app.paste(`${path}?colour=red`, 'a'), 400, 'invalid-request');
    }
  });

  it('is refused as a file out of which curl took the line ends, with advice', async () => {
    const line = `[root@node-1 ~]# sysctl net.ipv4.ip_forward net.ipv4.ip_forward = 0 ${'-'.repeat(60)}`;
    for (const path of await evidencePaths()) {
      const problem = await expectProblem(await app.paste(path, line), 400, 'invalid-request');
      expect(problem.detail).toContain('curl --data-binary');
    }
    const taken = [`${line}\n`, `${line}\r`, line.slice(0, 120)];
    for (const text of taken) expect((await app.paste('/v1/diagnoses', text)).status).toBe(200);
    const plain = await app.paste('/v1/diagnoses', line, { 'content-type': 'text/plain' });
    expect(plain.status).toBe(200);
  });

  it('is refused with the platforms that there are, letter by letter', async () => {
    const asJson = await app.post('/v1/diagnoses', { ...forwardingOff, platform: 'AKS' });
    const asText = await app.paste('/v1/diagnoses?platform=AKS', 'a');
    for (const response of [asJson, asText]) {
      const { detail } = await expectProblem(response, 400, 'invalid-request');
      expect(detail).toMatch(/^\/platform must be one of aks, .* where "other" is any that is not listed\.$/);
    }
  });

  it('is refused as UTF-16, with advice', async () => {
    const problem = await expectProblem(
      await app.paste('/v1/diagnoses', new Uint8Array([0xff, 0xfe, 97, 0])),
      400,
      'invalid-request',
    );
    expect(problem.detail).toMatch(/UTF-16/);
  });
});

describe('a body of another type', () => {
  it.each([
    'application/xml',
    'multipart/form-data; boundary=x',
    'text/plain; charset=utf-16le',
    'constructor',
    '',
  ])('is refused: %s', async (type) => {
    for (const path of await evidencePaths())
      await expectProblem(
        await app.post(path, forwardingOff, { 'content-type': type }),
        415,
        'unsupported-media-type',
      );
  });

  it('is refused when it is JSON sent as a form, in which nothing would be understood', async () => {
    const response = await app.paste('/v1/diagnoses', JSON.stringify(forwardingOff));
    const problem = await expectProblem(response, 415, 'unsupported-media-type');
    expect(problem.detail).toMatch(/application\/json/);
  });

  it('is refused when it is JSON sent as a text', async () => {
    const type = { 'content-type': 'text/plain' };
    for (const body of [forwardingOff, texts({ text: 'a' }), { platform: 'aks', ...forwardingOff }]) {
      const response = await app.post('/v1/diagnoses', body, type);
      const problem = await expectProblem(response, 415, 'unsupported-media-type');
      expect(problem.detail).toMatch(/text\/plain.*application\/json/);
    }
    expect((await app.post('/v1/diagnoses', { factor: 'texts' }, type)).status).toBe(200);
  });

  it('is refused with another way to send it when it has parts, or is compressed', async () => {
    const parts = { 'content-type': 'multipart/form-data; boundary=x' };
    const [evidence = '', ...others] = await evidencePaths();
    const inParts = await expectProblem(
      await app.paste(evidence, '--x', parts),
      415,
      'unsupported-media-type',
    );
    expect(inParts.detail).toContain('--data-binary @file');
    const confirmation = others.at(-1)?.replace('evidence', 'confirmation') ?? '';
    for (const path of [evidence, confirmation]) {
      const gzip = await app.post(path, '\x1f\x8b', { 'content-encoding': 'gzip' });
      expect((await expectProblem(gzip, 415, 'unsupported-media-type')).detail).toContain('Content-Encoding');
    }
    expect((await app.post(evidence, forwardingOff, { 'content-encoding': 'identity' })).status).toBe(200);
  });

  it('is refused where only JSON is read', async () => {
    const [, , path = ''] = await evidencePaths();
    const confirmation = path.replace('evidence', 'confirmation');
    await expectProblem(await app.paste(confirmation, 'rule'), 415, 'unsupported-media-type');
    await expectProblem(await app.post(confirmation, {}), 400, 'invalid-request');
    await expectProblem(await app.post(confirmation, { rule: 'no.such' }), 400, 'invalid-request');
  });
});

describe('a method that a path does not know', () => {
  it('is answered with those that it knows', async () => {
    const response = await app.http.request('/v1/cases', { method: 'PATCH' });
    await expectProblem(response, 405, 'method-not-allowed');
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
  });

  it('is answered without a body to OPTIONS', async () => {
    const response = await app.http.request('/v1/diagnoses', { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([
      204,
      'POST, OPTIONS',
      '',
    ]);
  });
});

describe('a thing that is not there', () => {
  it.each([
    '//',
    '/v1',
    '/v1/cases/',
    '/v1/nothing',
    '/v1/cases/1',
    '/v1/cases/%00',
    '/v1/cases/%ff/diagnoses',
    '/v1/cases/01976e2f-5c1b-7cc3-98c4-dc0c0c07398f',
    '/v1/rules/host.no-such-cause',
    '/v1/rules/__proto__',
    '/v1/rules/host.ip-forward-disabled/versions/999',
    '/v1/rules/host.ip-forward-disabled/versions/one',
  ])('is not found: %s', async (path) => {
    await expectProblem(await app.get(path), 404, 'not-found');
  });
});

describe('a slash too many', () => {
  it.each(['/v1/diagnoses', '/v1/cases', '/v1/rules/host.ip-forward-disabled', '/docs'])(
    'is told apart from a path that is not there: %s/',
    async (path) => {
      const response = await app.http.request(`${path}/`, { method: 'POST' });
      const problem = await expectProblem(response, 404, 'not-found');
      expect(problem.detail).toBe(`There is no such path; ${path}, without a slash at its end, is one.`);
    },
  );

  it('is not blamed where the path without it is not there either', async () => {
    const problem = await expectProblem(await app.get('/v1/nothing/'), 404, 'not-found');
    expect(problem.detail).toContain('/docs');
  });
});

describe('a query that is wrong', () => {
  it.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=',
    'limit=2&limit=3',
    'cursor=!',
    'page=2',
  ])('is refused: %s', async (query) => {
    for (const path of ['/v1/cases', '/v1/rules'])
      await expectProblem(await app.get(`${path}?${query}`), 400, 'invalid-request');
  });
});
