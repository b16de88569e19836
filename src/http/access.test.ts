import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from '../../test/http-app.ts';
import { keyFor } from '../../test/keys.ts';
import { newSigningKey, startIssuer, type TestIssuer } from '../../test/oidc-issuer.ts';
import { CulpritError } from '../lib/errors.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const audit = async (headers: Record<string, string>) =>
  (await read('AuditPage', app.get('/v1/audit', headers))).items.map(({ actor, action, target }) => [
    actor,
    action,
    target,
  ]);

describe('the first key', () => {
  it('ends the local mode with the next request', async () => {
    expect((await app.get('/v1/cases')).status).toBe(200);
    const { bearer } = await keyFor(app, ['cases:read']);
    expect((await app.get('/v1/cases')).status).toBe(401);
    expect((await app.get('/v1/cases', bearer)).status).toBe(200);
  });

  it('ends the guard of the local mode, too: a page knows no key that it could send', async () => {
    const { bearer } = await keyFor(app, ['evidence:write']);
    const elsewhere = { host: 'culprit.example', origin: 'https://dashboard.example' };
    expect((await app.post('/v1/diagnoses', forwardingOff, { ...elsewhere, ...bearer })).status).toBe(200);
  });
});

describe('an answer kept for a repeated request', () => {
  it('is for nobody but who sent the first', async () => {
    const [one, two] = [await keyFor(app, ['evidence:write']), await keyFor(app, ['evidence:write'])];
    const repeated = { 'idempotency-key': 'the-same' };
    const first = await app.post('/v1/cases', forwardingOff, { ...one.bearer, ...repeated });
    const again = await app.post('/v1/cases', forwardingOff, { ...one.bearer, ...repeated });
    const other = await app.post('/v1/cases', forwardingOff, { ...two.bearer, ...repeated });
    expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
    expect(await again.text()).toBe(await first.text());
    expect((await read('Problem', other)).code).toBe('idempotency-key-reused');
  });
});

describe('the audit', () => {
  it('tells who did what, and who was refused', async () => {
    const reader = await keyFor(app, ['audit:read'], { name: 'auditor' });
    const writer = await keyFor(app, ['evidence:write'], { name: 'on call' });
    const opened = await app.post('/v1/cases', forwardingOff, writer.bearer);
    const { id } = await read('Case', opened);
    await app.http.request(`/v1/cases/${id}?x=hunter2`, { method: 'DELETE', headers: writer.bearer });
    await app.http.request('/v1/rules/a%00b');
    const whole = await audit(reader.bearer);
    expect(whole.slice(0, 3)).toEqual([
      ['nobody', 'refuse-access', 'GET /v1/rules/a%00b'],
      [`key:${writer.id} (on call)`, 'refuse-access', `DELETE /v1/cases/${id}`],
      [`key:${writer.id} (on call)`, 'open-case', `case:${id}`],
    ]);
  });

  it('holds what a browser was kept from, as well', async () => {
    await app.get('/v1/cases', { host: 'evil.example' });
    expect((await audit({}))[0]).toEqual(['local', 'refuse-access', 'GET /v1/cases']);
  });

  it('that cannot be written refuses all the same', async () => {
    const addAudit = () => Promise.reject(new CulpritError('unavailable', 'The database is full.'));
    const full = await testApp({}, { store: { ...app.deps.store, addAudit } });
    await keyFor(app, ['admin']);
    expect((await full.get('/v1/cases')).status).toBe(401);
    expect(full.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

it('counts what is refused', async () => {
  const { bearer } = await keyFor(app, ['rules:read']);
  for (const headers of [{}, {}, bearer]) await app.get('/v1/cases', headers);
  const metrics = await (await app.get('/metrics', bearer)).text();
  expect(metrics).toContain('culprit_refusals_total{code="unauthenticated"} 2');
  expect(metrics).toContain('culprit_refusals_total{code="forbidden"} 1');
});

describe('with an issuer of tokens', () => {
  let issuer: TestIssuer;
  let open: TestApp;
  beforeEach(async () => {
    issuer = await startIssuer(() => new Date());
    issuer.published = [await newSigningKey('one')];
    open = await testApp({
      CULPRIT_HOST: '0.0.0.0',
      CULPRIT_OIDC_ISSUER: issuer.url,
      CULPRIT_OIDC_AUDIENCE: 'culprit',
      CULPRIT_OIDC_CLAIM: 'groups',
      CULPRIT_OIDC_SCOPES: '{"oncall": ["evidence:write", "audit:read"]}',
    });
  });
  afterEach(async () => {
    await open.close();
    await issuer.close();
  });

  const bearer = async (claims: Record<string, unknown>) => {
    const [key] = issuer.published;
    if (key === undefined) throw new Error('the issuer has no key');
    return { authorization: `Bearer ${await issuer.sign(key, claims)}` };
  };

  it('needs no key: who is in a group may do what the settings say, under the own name', async () => {
    const headers = await bearer({ sub: 'jo', groups: ['oncall'] });
    expect((await open.post('/v1/cases', forwardingOff, headers)).status).toBe(201);
    expect((await open.get('/v1/rules', headers)).status).toBe(403);
    const { items } = await read('AuditPage', open.get('/v1/audit', headers));
    expect(items[0]).toMatchObject({ actor: `user:jo (${issuer.url})`, action: 'refuse-access' });
    expect(items[1]).toMatchObject({ actor: `user:jo (${issuer.url})`, action: 'open-case' });
  });

  it('there is no local mode', async () => {
    expect((await open.get('/v1/cases')).status).toBe(401);
    const { headers, status } = await open.get('/v1/cases', await bearer({ aud: 'grafana' }));
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });

  it('keys are taken as well', async () => {
    const { bearer: key } = await keyFor(open, ['cases:read']);
    expect((await open.get('/v1/cases', key)).status).toBe(200);
  });

  it('tokens have to wait while the issuer’s keys cannot be had, and the log says why', async () => {
    issuer.instead.set('/keys', { status: 503, body: '' });
    const response = await open.get('/v1/cases', await bearer({ groups: ['oncall'] }));
    expect([response.status, (await read('Problem', response)).code]).toEqual([503, 'unavailable']);
    expect(open.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect((await open.get('/healthz')).status).toBe(200);
  });
});
