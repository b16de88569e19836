import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draft, ruleOf } from './draft-rule.ts';
import { forwardingOff, read, type TestApp, testApp } from './http-app.ts';

const SYMPTOM =
  'dnsmasq[812]: dnsmasq: failed to create listening socket for 10.3.0.5: Address already in use';

let folder: string;
let app: TestApp;
/** Another process on the same database. */
let other: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-authoring-'));
  const settings = { CULPRIT_DATABASE: join(folder, 'shared.db') };
  app = await testApp(settings);
  other = await testApp(settings);
});
afterAll(async () => {
  await app.close();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

const diagnosed = async (at: TestApp): Promise<string> => (await at.paste('/v1/diagnoses', SYMPTOM)).text();
const path = `/v1/rules/${draft.rule.id}`;

describe('a rule written over HTTP', () => {
  let before: string;
  let etag: string;

  it('changes nothing as a draft', async () => {
    before = await diagnosed(app);
    const saved = await app.put(path, draft);
    expect(saved.status).toBe(201);
    etag = saved.headers.get('etag') ?? '';
    expect(await saved.json()).toMatchObject({ rule: draft.rule.id, version: 1 });
    expect(await diagnosed(app)).toBe(before);
    expect((await app.get(path)).status).toBe(404);
  });

  it('is saved again only by who saw its newest state', async () => {
    const changed = { ...draft, rule: { ...draft.rule, title: 'dnsmasq finds its port taken' } };
    const blind = await app.put(path, changed);
    expect(await read('Problem', blind)).toMatchObject({ status: 428, code: 'precondition-required' });
    const weak = await app.put(path, changed, { 'if-match': `W/${etag}` });
    expect(await read('Problem', weak)).toMatchObject({ status: 412 });
    const first = await app.put(path, changed, { 'if-match': `"0-older", ${etag}` });
    expect(first.status).toBe(200);
    const late = await other.put(path, draft, { 'if-match': etag });
    expect(await read('Problem', late)).toMatchObject({ status: 412, code: 'precondition-failed' });
    etag = first.headers.get('etag') ?? '';
    const { versions } = await read('RuleHistory', app.get(`${path}/versions`));
    expect(versions).toMatchObject([{ version: 1, publishedAt: null, author: 'local' }]);
  });

  it('answers the next request of every process once it is published', async () => {
    const published = await read('PublishedRule', app.post(`${path}/versions/1/publish`, {}));
    expect(published).toMatchObject({ rule: draft.rule.id, version: 1, activation: { actor: 'local' } });
    for (const process of [other, app]) {
      const answer: { causes: { rule: string }[]; rulebook: unknown } = JSON.parse(await diagnosed(process));
      expect(answer.causes[0]?.rule).toBe(draft.rule.id);
      expect(answer.rulebook).toEqual({ digest: published.activation.digest });
    }
  });

  it('never changes under its version, and gets its next draft beside it', async () => {
    const again = await app.post(`${path}/versions/1/publish`, {});
    expect(await read('Problem', again)).toMatchObject({ status: 409, code: 'conflict' });
    const { headers } = await app.get(path);
    const next = await app.put(path, draft, { 'if-match': headers.get('etag') ?? '' });
    expect(await next.json()).toMatchObject({ version: 2 });
    const first = await read('RuleVersion', app.get(`${path}/versions/1`));
    expect(first.rule.title).toBe('dnsmasq finds its port taken');
  });

  it('is gone after a roll-back, to the byte', async () => {
    const { items } = await read('ActivationPage', app.get('/v1/rulebooks'));
    const [now, earlier] = items;
    const url = `/v1/rulebooks/${earlier?.digest}/activate`;
    const rolledBack = await read('Activation', app.post(url, { reason: 'it shouts' }));
    expect(rolledBack).toMatchObject({
      number: (now?.number ?? 0) + 1,
      digest: earlier?.digest,
      reason: 'it shouts',
    });
    expect(await diagnosed(other)).toBe(before);
    expect((await app.post(url, { reason: 'again' })).status).toBe(409);
    expect((await app.post(url, { reason: ' ' })).status).toBe(400);
  });

  it('is disabled for a time, on a platform, and retired for good', async () => {
    const { items } = await read('ActivationPage', app.get('/v1/rulebooks'));
    await app.post(`/v1/rulebooks/${items[1]?.digest}/activate`, { reason: 'forward again' });
    const onEks = async () =>
      JSON.parse(await (await app.paste('/v1/diagnoses?platform=eks', SYMPTOM)).text());
    expect((await onEks()).causes[0]?.rule).toBe(draft.rule.id);
    await app.post(`${path}/disable`, { reason: 'noise', platform: 'eks', until: '2999-01-01T00:00:00Z' });
    expect((await onEks()).causes[0]?.rule).not.toBe(draft.rule.id);
    expect(JSON.parse(await diagnosed(app)).causes[0]?.rule).toBe(draft.rule.id);
    await app.post(`${path}/enable`, { reason: 'mended', platform: 'eks' });
    expect((await onEks()).causes[0]?.rule).toBe(draft.rule.id);
    expect((await app.post(`${path}/retire`, { reason: 'covered elsewhere' })).status).toBe(200);
    expect(JSON.parse(await diagnosed(other)).causes[0]?.rule).not.toBe(draft.rule.id);
    const { headers } = await app.get(`${path}/versions`);
    const reused = await app.put(path, draft, { 'if-match': headers.get('etag') ?? '' });
    expect(await read('Problem', reused)).toMatchObject({ status: 409, code: 'conflict' });
    const { events } = await read('RuleHistory', app.get(`${path}/versions`));
    expect(events.map(({ kind }) => kind)).toEqual(['disabled', 'enabled', 'retired']);
  });
});

describe('a rule that is wrong', () => {
  const id = 'host.wrong-on-purpose';
  const signals = (when: unknown) => ({ signals: [{ ...ruleOf(id).signals[0], when }] });
  const deep = (levels: number): unknown =>
    levels === 0 ? { fact: 'text', operator: 'includes', value: 'refused' } : { not: deep(levels - 1) };
  const huge = {
    any: Array.from({ length: 5000 }, (_, i) => ({
      fact: 'text',
      operator: 'includes',
      value: `needle ${i}`,
    })),
  };
  const leaf = { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 };

  it.each([
    ['a path', signals({ ...leaf, path: '$.x' })],
    ['a priority', { priority: 3 }],
    ['an onSuccess', { onSuccess: 'x' }],
    ['an empty all', signals({ all: [] })],
    ['an empty any', signals({ any: [] })],
    ['both keys', signals({ all: [leaf], any: [leaf] })],
    ['an unknown operator', signals({ ...leaf, operator: 'resembles' })],
    ['an unknown fact', signals({ ...leaf, fact: 'sysctl.net.ipv4.ip_froward' })],
    ['an unknown shared condition', signals({ condition: 'no-such-condition' })],
    ['a huge tree', signals(huge)],
    ['a deep tree', signals(deep(22))],
    [
      'a catastrophic pattern',
      signals({ fact: 'text', operator: 'matches', value: { needle: 'aaaa', pattern: '(aaaa+)+\\1$' } }),
    ],
    ['a version that goes back', { version: 0 }],
    ['another version than the next', { version: 7 }],
    ['another id than its path', { id: 'host.another' }],
  ])('is refused with findings for %s, and nothing is saved', async (_, change) => {
    const answer = await read('Problem', app.put(`/v1/rules/${id}`, { rule: { ...ruleOf(id), ...change } }));
    expect(answer).toMatchObject({ status: 422, code: 'rule-refused' });
    expect(answer.errors?.length).toBeGreaterThan(0);
    for (const finding of answer.errors ?? []) expect(finding).toMatchObject({ code: expect.any(String) });
    expect((await app.get(`/v1/rules/${id}/versions`)).status).toBe(404);
  });

  it('is refused as a request when a key reaches the prototype', async () => {
    const body = `{"rule":{"__proto__":{"polluted":true},"id":"${id}"}}`;
    const answer = await app.http.request(`/v1/rules/${id}`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(await read('Problem', answer)).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('is not published without a test, nor with one that fails', async () => {
    const number = async () => (await read('ActivationPage', app.get('/v1/rulebooks'))).items[0]?.number;
    const at = await number();
    const untested = await app.put(`/v1/rules/${id}`, { rule: ruleOf(id) });
    const refused = await read('Problem', app.post(`/v1/rules/${id}/versions/1/publish`, {}));
    expect(refused).toMatchObject({ status: 422, code: 'rule-refused', errors: [{ code: 'missing-test' }] });
    const silent = {
      ...draft.test,
      rule: id,
      fires: [{ ...draft.test.fires[0], evidence: { texts: [{ text: 'all is well' }] } }],
    };
    const etag = untested.headers.get('etag') ?? '';
    await app.put(`/v1/rules/${id}`, { rule: ruleOf(id), test: silent }, { 'if-match': etag });
    const failing = await read('Problem', app.post(`/v1/rules/${id}/versions/1/publish`, {}));
    expect(failing).toMatchObject({ status: 422, code: 'rule-refused', errors: [{ code: 'failing-test' }] });
    expect(await number()).toBe(at);
    expect((await app.get(`/v1/rules/${id}`)).status).toBe(404);
  });

  it('does not make way for a rulebook that was never in force', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const answer = await app.post(`/v1/rulebooks/${digest}/activate`, { reason: 'try' });
    expect(await read('Problem', answer)).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('is validated and tested without being saved', async () => {
    const { findings } = await read(
      'Findings',
      app.post('/v1/rules/validate', { rule: { ...ruleOf(id), ...signals({ all: [] }) } }),
    );
    expect(findings.length).toBeGreaterThan(0);
    const report = await read(
      'TestReport',
      app.post('/v1/rules/test', { rule: ruleOf(id), test: { ...draft.test, rule: id } }),
    );
    expect(report).toMatchObject({ passed: true });
  });
});

describe('publishing', () => {
  const id = 'host.shouting-on-purpose';
  const shouting = {
    ...ruleOf(id),
    prior: 'common',
    signals: ['lessThan', 'notEqual'].map((operator) => ({
      ...draft.rule.signals[0],
      id: operator.toLowerCase(),
      when: { fact: 'sysctl.net.ipv4.ip_forward', operator, value: 1 },
    })),
  };
  const test = {
    rule: id,
    fires: [{ name: 'forwarding is off', evidence: forwardingOff, expect: { first: true } }],
    lookAlikes: [
      { name: 'it is on', evidence: { facts: [{ ...forwardingOff.facts[0], value: 1 }] }, first: null },
    ],
    missing: [{ name: 'nothing', evidence: { texts: [{ text: 'all is well' }] }, verdict: ['cannot-tell'] }],
  };

  it('is refused when other rules’ tests fail', async () => {
    const opened = await read('Case', app.post('/v1/cases', forwardingOff));
    await app.post(`/v1/cases/${opened.id}/confirmation`, { rule: 'host.ip-forward-disabled' });
    const { version } = await read('SavedDraft', app.put(`/v1/rules/${id}`, { rule: shouting, test }));
    const backtest = await read('Backtest', app.post('/v1/backtests', { rule: id, version }));
    expect(backtest.state).toBe('running');
    const refused = await read('Problem', app.post(`/v1/rules/${id}/versions/${version}/publish`, {}));
    expect(refused).toMatchObject({ status: 422, code: 'rule-refused' });
    const others = refused.errors?.filter(({ message }) => !message.startsWith(id)) ?? [];
    expect(others[0]).toMatchObject({
      code: 'failing-test',
      message: expect.stringContaining('is not first'),
    });
  });
});
