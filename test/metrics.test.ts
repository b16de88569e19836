import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from './http-app.ts';
import { busyApp } from './monitoring/busy-app.ts';
import { readExposition, type ShownMetric } from './monitoring/exposition.ts';
import { lintMetric } from './monitoring/lint-metric.ts';

let app: TestApp;
let shown: ShownMetric[];
beforeAll(async () => {
  app = await busyApp();
  shown = await metricsOf(app);
});
afterAll(() => app.close());

const metricsOf = async (of: TestApp): Promise<ShownMetric[]> =>
  readExposition(await (await of.get('/metrics')).text());

/** The value of one series, 0 when there is none. */
const numberOf = (metrics: readonly ShownMetric[], name: string, labels: Record<string, string> = {}) =>
  metrics
    .flatMap(({ series }) => series)
    .find(
      (one) =>
        one.name === name && Object.entries(labels).every(([label, wanted]) => one.labels[label] === wanted),
    )?.value ?? 0;

describe('metrics', () => {
  it('keep to Prometheus’s naming', () => {
    const ours = shown.filter(({ name }) => name.startsWith('culprit_'));
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.flatMap(lintMetric)).toEqual([]);
    expect(new Set(shown.map(({ name }) => name)).size).toBe(shown.length);
  });

  it.each([
    ['culprit_latency_ms', 'gauge', 'has an abbreviated unit'],
    ['culprit_latency_milliseconds', 'gauge', 'should be in seconds'],
    ['culprit_requests', 'counter', 'is a counter without _total'],
    ['culprit_requests_total', 'gauge', 'ends with _total and is no counter'],
    ['culprit_requestCount', 'gauge', 'is not snake_case'],
    ['culprit_size_histogram', 'histogram', 'has its type in its name'],
  ])('would not pass as %s, a %s', (name, type, finding) => {
    expect(lintMetric({ name, type, help: 'Some help', series: [] })).toEqual([`${name} ${finding}`]);
  });

  it('name each series by the rulebook, the contract and our own words, never by what was sent', () => {
    const values = shown
      .filter(({ name }) => name.startsWith('culprit_'))
      .flatMap(({ series }) => series.flatMap(({ labels }) => Object.entries(labels)))
      .filter(([label]) => label !== 'le')
      .map(([, value]) => value);
    const unbounded = values.filter((value) => /no-such|[0-9a-f]{8}-[0-9a-f]{4}-/.test(value));
    expect(unbounded).toEqual([]);
  });

  it('say what runs, and by which rulebook', async () => {
    const { digest } = (await read('Readiness', app.get('/readyz'))).rulebook;
    expect(numberOf(shown, 'culprit_rulebook_info', { digest })).toBe(1);
    expect(numberOf(shown, 'culprit_build_info', { version: '0.1.0' })).toBe(1);
    expect(numberOf(shown, 'culprit_rulebook_rules')).toBeGreaterThan(100);
  });

  it('count what was submitted, what was understood of it, and what came out', async () => {
    const before = await metricsOf(app);
    await app.paste('/v1/diagnoses', 'net.ipv4.ip_forward = 0\nnobody reads this\nnor this');
    const after = await metricsOf(app);
    const grown = (name: string, labels: Record<string, string> = {}) =>
      numberOf(after, name, labels) - numberOf(before, name, labels);
    expect({
      texts: grown('culprit_evidence_texts_total'),
      read: grown('culprit_evidence_lines_total', { outcome: 'read' }),
      unread: grown('culprit_evidence_lines_total', { outcome: 'unread' }),
      first: grown('culprit_first_cause_total', { rule: 'host.ip-forward-disabled' }),
      bytes: grown('culprit_http_request_body_bytes_total'),
    }).toEqual({ texts: 1, read: 1, unread: 2, first: 1, bytes: 50 });
  });

  it('count the lines of a case once, in the submission that they came with', async () => {
    const { id } = await read('Case', app.paste('/v1/cases', 'nobody reads this'));
    const before = await metricsOf(app);
    await app.paste(`/v1/cases/${id}/evidence`, 'nor this');
    const unread = { outcome: 'unread' };
    expect(numberOf(await metricsOf(app), 'culprit_evidence_lines_total', unread)).toBe(
      numberOf(before, 'culprit_evidence_lines_total', unread) + 1,
    );
  });

  it('tell how often a confirmed cause led, came later, or was not there', async () => {
    const other = await testApp();
    const confirm = async (rule: string | null): Promise<void> => {
      const { id } = await read('Case', other.post('/v1/cases', forwardingOff));
      await other.post(`/v1/cases/${id}/confirmation`, { rule });
    };
    for (const rule of ['host.ip-forward-disabled', 'host.stale-arp-entry', null]) await confirm(rule);
    const metrics = await metricsOf(other);
    const counted = (place: string) => numberOf(metrics, 'culprit_confirmations_total', { place });
    expect({ first: counted('first'), second: counted('second'), absent: counted('absent') }).toEqual({
      first: 1,
      second: 1,
      absent: 1,
    });
    expect(numberOf(metrics, 'culprit_cases', { state: 'confirmed' })).toBe(3);
    await other.close();
  });

  it('say 0 for a store that cannot be measured, and answer all the same', async () => {
    const store = { ...app.deps.store, measure: () => Promise.reject(new Error('gone')) };
    const cut = await testApp({}, { store });
    expect(numberOf(await metricsOf(cut), 'culprit_store_up')).toBe(0);
    expect(numberOf(shown, 'culprit_store_up')).toBe(1);
  });
});
