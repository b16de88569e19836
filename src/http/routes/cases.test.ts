import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from '../../../test/http-app.ts';
import type { components } from '../openapi-types.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const forwardingOn = { facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 1, host: 'node-1' }] };
const open = async () => read('Case', app.post('/v1/cases', forwardingOff));

describe('a case', () => {
  it('is opened with its first diagnosis, and found where Location says', async () => {
    const response = await app.post('/v1/cases', { ...forwardingOff, platform: 'kubeadm' });
    const opened = await read('Case', response);
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/v1/cases/${opened.id}`);
    expect(opened).toMatchObject({ platform: 'kubeadm', confirmation: null, evidenceCount: 1 });
    expect(opened.diagnosis).toMatchObject({ sequence: 1, causes: [{ rule: 'host.ip-forward-disabled' }] });
    const { verification, ...found } = await read('Case', app.get(`/v1/cases/${opened.id}`));
    expect(found).toEqual(opened);
    expect(verification).toMatchObject({ fact: 'sysctl.net.ipv4.ip_forward', state: 'false' });
  });

  it('is diagnosed as the same evidence is without a case', async () => {
    const { diagnosis } = await open();
    const stateless = await read('Diagnosis', app.post('/v1/diagnoses', forwardingOff));
    expect(diagnosis).toMatchObject(stateless);
  });

  it('takes more evidence, and diagnoses over all of it', async () => {
    const { id } = await open();
    const response = await app.paste(`/v1/cases/${id}/evidence?host=node-1`, 'net.ipv4.ip_forward = 1');
    expect(response.status).toBe(201);
    expect(await read('Case', response)).toMatchObject({ id, evidenceCount: 2, diagnosis: { sequence: 2 } });
    const found = await read('Case', app.get(`/v1/cases/${id}`));
    expect(found.verification).toMatchObject({ rule: 'host.ip-forward-disabled', state: 'true' });
  });

  it('lists its diagnoses, oldest first, a page at a time', async () => {
    const { id, diagnosis } = await open();
    const added = await read('Case', app.post(`/v1/cases/${id}/evidence`, forwardingOn));
    const first = await read('DiagnosisPage', app.get(`/v1/cases/${id}/diagnoses?limit=1`));
    expect(first.items).toEqual([diagnosis]);
    const second = await read(
      'DiagnosisPage',
      app.get(`/v1/cases/${id}/diagnoses?limit=1&cursor=${first.nextCursor}`),
    );
    expect(second).toEqual({ items: [added.diagnosis], nextCursor: null });
  });

  it('is confirmed with a rule, or with none of them', async () => {
    const { id } = await open();
    const body = { rule: 'host.ip-forward-disabled', note: 'a scan had turned it off' };
    const confirmed = await app.post(`/v1/cases/${id}/confirmation`, body);
    expect([confirmed.status, (await read('CaseSummary', confirmed)).confirmation]).toMatchObject([
      200,
      body,
    ]);
    await app.post(`/v1/cases/${id}/confirmation`, { rule: null });
    const { confirmation } = await read('Case', app.get(`/v1/cases/${id}`));
    expect(confirmation).toMatchObject({ rule: null, note: null });
  });

  it('is replayed to the same bytes, with a body and without', async () => {
    const { id } = await open();
    await app.post(`/v1/cases/${id}/evidence`, forwardingOn);
    const latest = await app.http.request(`/v1/cases/${id}/replay`, { method: 'POST' });
    const first = await app.post(`/v1/cases/${id}/replay`, { sequence: 1 });
    for (const response of [latest, first])
      expect(await read('Replay', response)).toMatchObject({
        identical: true,
        rulebook: { digest: expect.any(String) },
      });
    expect((await app.post(`/v1/cases/${id}/replay`, { sequence: 3 })).status).toBe(404);
    expect((await app.post(`/v1/cases/${id}/replay`, { sequence: 0 })).status).toBe(400);
  });

  it('is gone once deleted', async () => {
    const { id } = await open();
    const remove = () => app.http.request(`/v1/cases/${id}`, { method: 'DELETE' });
    const response = await remove();
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect((await app.get(`/v1/cases/${id}`)).status).toBe(404);
    expect((await app.post(`/v1/cases/${id}/evidence`, forwardingOn)).status).toBe(404);
    expect((await remove()).status).toBe(404);
  });
});

describe('the list of cases', () => {
  it('is paged, newest first, and holds each case once', async () => {
    const opened = [];
    for (let i = 0; i < 5; i++) opened.push((await open()).id);
    const listed = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? 'limit=2' : `limit=2&cursor=${cursor}`;
      const page: components['schemas']['CasePage'] = await read('CasePage', app.get(`/v1/cases?${query}`));
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(listed)).toEqual(new Set(opened));
    expect(listed).toHaveLength(5);
  });
});

describe('an idempotency key', () => {
  const key = { 'idempotency-key': '8e03978e-40d5-43e8-bc93-6894a57f9324' };

  it('makes a repeated request get the first answer, and store nothing again', async () => {
    const first = await app.post('/v1/cases', forwardingOff, key);
    const again = await app.post('/v1/cases', forwardingOff, key);
    expect(again.status).toBe(first.status);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await again.text()).toBe(await first.text());
    expect((await read('CasePage', app.get('/v1/cases'))).items).toHaveLength(1);
  });

  it('is honoured by each operation that stores', async () => {
    const { id } = await open();
    for (const [path, body] of [
      ['evidence', forwardingOn],
      ['confirmation', { rule: null }],
    ] as const) {
      const header = { 'idempotency-key': path };
      const first = await (await app.post(`/v1/cases/${id}/${path}`, body, header)).text();
      expect(await (await app.post(`/v1/cases/${id}/${path}`, body, header)).text()).toBe(first);
    }
    expect((await read('Case', app.get(`/v1/cases/${id}`))).evidenceCount).toBe(2);
  });

  it.each([
    ['another body', () => app.post('/v1/cases', forwardingOn, key)],
    [
      'another type',
      () =>
        app.post('/v1/cases', forwardingOff, { ...key, 'content-type': 'application/json; charset=utf-8' }),
    ],
    ['another path', async () => app.post(`/v1/cases/${(await open()).id}/evidence`, forwardingOff, key)],
  ])('is refused with another request: %s', async (_, send) => {
    await app.post('/v1/cases', forwardingOff, key);
    const response = await send();
    expect([response.status, (await read('Problem', response)).code]).toEqual([
      422,
      'idempotency-key-reused',
    ]);
  });

  it.each(['', 'with space', 'é', 'a'.repeat(256)])('must be visible ASCII: "%s"', async (wrong) => {
    const response = await app.post('/v1/cases', forwardingOff, { 'idempotency-key': wrong });
    expect([response.status, (await read('Problem', response)).code]).toEqual([400, 'invalid-request']);
  });
});
