import { afterEach, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/http-app.ts';
import { keyFor } from '../../test/keys.ts';

let app: TestApp;
afterEach(() => app.close());

const headersOf = ({ headers }: Response) => Object.fromEntries(headers);

describe('every answer', () => {
  it.each(['/v1/facts', '/healthz', '/none', '/docs', '/metrics'])(
    'lets a browser load, frame, sniff and keep nothing: %s',
    async (path) => {
      app = await testApp();
      expect(headersOf(await app.get(path))).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'$/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'cache-control': 'no-store',
      });
    },
  );

  it('insists on TLS only where the operator says that it is there', async () => {
    app = await testApp();
    expect((await app.get('/healthz')).headers.get('strict-transport-security')).toBeNull();
    await app.close();
    app = await testApp({ CULPRIT_HSTS_SECONDS: '31536000' });
    for (const path of ['/healthz', '/none', '/docs'])
      expect((await app.get(path)).headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

describe('a page of another origin', () => {
  const origin = 'https://console.example.com';
  const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
  const preflight = (headers: Record<string, string>) =>
    app.http.request('/v1/cases', { method: 'OPTIONS', headers: { ...asks, ...headers } });
  const corsOf = (response: Response) =>
    Object.keys(headersOf(response)).filter((name) => name.startsWith('access-control-'));

  it('is told nothing unless origins are set', async () => {
    app = await testApp();
    const { bearer } = await keyFor(app, ['rules:read']);
    expect(corsOf(await app.get('/v1/facts', { origin, ...bearer }))).toEqual([]);
    const answer = await preflight({ origin });
    expect([answer.status, corsOf(answer)]).toEqual([401, []]);
  });

  it('may ask with its key when its origin is listed, and read what it needs', async () => {
    app = await testApp({ CULPRIT_CORS_ORIGINS: `https://other.example, ${origin}` });
    const { bearer } = await keyFor(app, ['rules:read']);
    const allowed = await preflight({ origin });
    expect([allowed.status, headersOf(allowed)]).toMatchObject([
      204,
      {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
        'access-control-allow-headers': expect.stringContaining('authorization, content-type'),
        'access-control-max-age': '600',
        vary: 'origin',
      },
    ]);
    const answer = headersOf(await app.get('/v1/facts', { origin, ...bearer }));
    expect(answer).toMatchObject({ 'access-control-allow-origin': origin, vary: 'origin' });
    expect(answer['access-control-expose-headers']).toContain('retry-after');
    expect(answer).not.toHaveProperty('access-control-allow-credentials');
    expect((await app.get('/v1/facts', { origin })).status).toBe(401);
  });

  it.each([
    'https://console.example.com.evil.example',
    'http://console.example.com',
    'https://example.com',
    'null',
  ])('is told nothing when its origin is like a listed one: %s', async (other) => {
    app = await testApp({ CULPRIT_CORS_ORIGINS: origin });
    const { bearer } = await keyFor(app, ['rules:read']);
    const answer = await app.get('/v1/facts', { origin: other, ...bearer });
    expect([corsOf(answer), answer.headers.get('vary')]).toEqual([[], 'origin']);
    expect((await preflight({ origin: other })).status).toBe(401);
  });

  it('may not write where no keys protect the server, listed or not', async () => {
    app = await testApp({ CULPRIT_CORS_ORIGINS: origin });
    const answer = await app.paste('/v1/cases', 'net.ipv4.ip_forward = 0', { origin, host: '127.0.0.1' });
    expect(answer.status).toBe(403);
  });
});
