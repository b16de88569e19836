import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, type TestApp, testApp } from '../../test/http-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('every request', () => {
  it('has an id, its own when it brings a plain one', async () => {
    expect((await app.get('/healthz')).headers.get('x-request-id')).toMatch(/^[0-9a-f]{12}-[0-9]+$/);
    expect((await app.get('/healthz', { 'x-request-id': 'ci-7' })).headers.get('x-request-id')).toBe('ci-7');
    const long = 'a'.repeat(101);
    for (const id of ['a b', '{"x":1}', long])
      expect((await app.get('/healthz', { 'x-request-id': id })).headers.get('x-request-id')).not.toBe(id);
  });

  it('is one line in the log', async () => {
    await app.get('/readyz');
    app.logged.length = 0;
    await app.get('/v1/rules/host.ip-forward-disabled', { 'x-request-id': 'r-1' });
    expect(app.logged).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: 'r-1',
        method: 'GET',
        route: '/v1/rules/:id',
        status: 200,
        ms: expect.any(Number),
        msg: 'request',
      },
    ]);
  });

  it('is counted under its route', async () => {
    await app.get('/v1/rules/no.such-rule');
    const metrics = await (await app.get('/metrics')).text();
    expect(metrics).toMatch(
      /culprit_http_request_duration_seconds_count\{method="GET",route="\/v1\/rules\/:id",status="404"\} 1/,
    );
  });

  it('is answered with headers that keep browsers from guessing and storing', async () => {
    const { headers } = await app.get('/v1/facts');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the log', () => {
  it('never holds evidence, whether it is taken or refused', async () => {
    app.logged.length = 0;
    const secret = 'hunter2-10.77.66.55';
    await app.paste(
      `/v1/diagnoses?host=${secret}`,
      `[root@${secret} ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0`,
    );
    await app.post('/v1/cases', { texts: [{ text: secret, command: secret, host: secret }] });
    await app.post('/v1/cases', `{"texts": [{"text": "${secret}"`);
    await app.post('/v1/cases', { [secret]: 1, facts: [{ fact: secret, value: secret }] });
    await app.get(`/v1/cases/${secret}`);
    await app.get(`/${secret}?q=${secret}`);
    expect(app.logged).toHaveLength(6);
    expect(JSON.stringify(app.logged)).not.toContain('hunter2');
  });
});

describe('an error of ours', () => {
  const secret = 'Failed query: insert into evidence values (hunter2)';

  /** A store that fails as a database driver does: with what it was given in its message. */
  async function failingApp(): Promise<TestApp> {
    const working = await testApp();
    const failing = {
      ...working.deps.store,
      listCases: () => Promise.reject(new Error(secret, { cause: new TypeError(secret) })),
    };
    return testApp({}, { store: failing });
  }

  it('is answered with the request’s id, and nothing leaks', async () => {
    const broken = await failingApp();
    const response = await broken.get('/v1/cases', { 'x-request-id': 'r-9' });
    expect(response.status).toBe(500);
    expect(await read('Problem', response)).toEqual({
      type: '/docs#internal',
      title: 'The server failed',
      status: 500,
      detail: 'The log says more under r-9.',
      instance: '/v1/cases',
      code: 'internal',
      requestId: 'r-9',
    });
  });

  it('is logged with the place where it happened, without its message', async () => {
    const broken = await failingApp();
    await broken.get('/v1/cases', { 'x-request-id': 'r-9' });
    const failure = broken.logged.find(({ level }) => level === 'error');
    expect(failure).toMatchObject({ requestId: 'r-9', failures: [{ name: 'Error' }, { name: 'TypeError' }] });
    expect(JSON.stringify(failure)).toMatch(/mount-route\.test\.ts/);
    expect(JSON.stringify(broken.logged)).not.toContain('hunter2');
  });
});
