import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from '../../test/http-app.ts';
import { keyFor } from '../../test/keys.ts';
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
