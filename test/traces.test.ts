import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { draft } from './draft-rule.ts';
import { forwardingOff, type TestApp, testApp } from './http-app.ts';
import { readExposition } from './monitoring/exposition.ts';
import { otlpReceiver } from './monitoring/otlp-receiver.ts';
import { root } from './run-culprit.ts';

type Receiver = Awaited<ReturnType<typeof otlpReceiver>>;

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function receiver(...given: Parameters<typeof otlpReceiver>): Promise<Receiver> {
  const made = await otlpReceiver(...given);
  open.push(made);
  return made;
}

async function numberOf(app: TestApp, name: string): Promise<number> {
  const shown = readExposition(await (await app.get('/metrics')).text());
  return shown.find((metric) => metric.name === name)?.series[0]?.value ?? Number.NaN;
}

const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;
const secret = 'planted-10.77.66.55';

/** Opens a case with a text and a query that must not be in a trace. */
const openCase = (app: TestApp, headers: Record<string, string> = {}): Promise<Response> =>
  app.paste(`/v1/cases?host=${secret}`, `net.ipv4.ip_forward = 0\n${secret}`, headers);

describe('a traced request', () => {
  it('is a server span under its caller, with its steps below it', async () => {
    const collector = await receiver();
    const app = await testApp({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20abc=,x-tenant = sre',
      OTEL_SERVICE_NAME: 'culprit-test',
    });
    const response = await openCase(app, { traceparent, 'x-request-id': 'r-1' });
    expect(response.status).toBe(201);
    await app.close();

    const [request] = collector.requests;
    expect(request).toMatchObject({
      path: '/v1/traces',
      headers: { authorization: 'Basic abc=', 'x-tenant': 'sre', 'content-type': 'application/json' },
    });
    const server = collector.spans.find(({ kind }) => kind === 2);
    expect(server).toMatchObject({
      name: 'POST /v1/cases',
      traceId: caller.traceId,
      parentSpanId: caller.spanId,
      resource: { 'service.name': 'culprit-test', 'service.version': '0.1.0' },
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/cases',
        'http.response.status_code': 201,
        'url.scheme': 'http',
        'server.address': 'localhost',
        'culprit.request_id': 'r-1',
        'culprit.texts': 1,
        'culprit.lines': 2,
        'culprit.lines.unread': 1,
        'culprit.verdict': 'confirmed',
        'culprit.rule': 'host.ip-forward-disabled',
      },
    });
    const steps = collector.spans.filter(({ parentSpanId }) => parentSpanId === server?.spanId);
    expect(steps.map(({ name }) => name)).toEqual([
      'authenticate',
      'read body',
      'read evidence',
      'infer',
      'commit',
    ]);
    expect(new Set(steps.map(({ traceId }) => traceId))).toEqual(new Set([caller.traceId]));
    for (const { startTimeUnixNano, endTimeUnixNano } of steps)
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  });

  it('says nothing of the evidence, the path or the query', async () => {
    const collector = await receiver();
    const app = await testApp({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/here` });
    await openCase(app);
    await app.get(`/v1/cases/${secret}`);
    await app.get(`/${secret}?q=${secret}`);
    await app.post('/v1/diagnoses', { texts: [{ text: secret, hosts: secret }] });
    await app.close();
    expect(collector.spans.filter(({ kind }) => kind === 2).map(({ name }) => name)).toEqual([
      'POST /v1/cases',
      'GET /v1/cases/:id',
      'GET',
      'POST /v1/diagnoses',
    ]);
    expect(collector.requests.map(({ path }) => path)).toContain('/here');
    for (const { body } of collector.requests) expect(body).not.toContain(secret);
  });

  it('has its trace’s id in the log', async () => {
    const collector = await receiver();
    const app = await testApp({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await openCase(app, { traceparent });
    await openCase(app, { traceparent: '00-not-a-trace-01' });
    await app.close();
    const ids = app.logged.filter(({ msg }) => msg === 'request').map(({ traceId }) => traceId);
    expect(ids).toEqual([caller.traceId, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('shows which of a publication’s gates took how long, and which of them refused', async () => {
    const collector = await receiver();
    const app = await testApp({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const { id } = draft.rule;
    await app.put(`/v1/rules/${id}`, { rule: draft.rule });
    const refused = await app.post(`/v1/rules/${id}/versions/1/publish`, {});
    const { headers } = await app.get(`/v1/rules/${id}/versions`);
    await app.put(`/v1/rules/${id}`, draft, { 'if-match': headers.get('etag') ?? '' });
    const published = await app.post(`/v1/rules/${id}/versions/1/publish`, {});
    await app.close();
    expect([refused.status, published.status]).toEqual([422, 200]);
    const gates = collector.spans.filter(({ name }) =>
      ['lint and test', 'backtest', 'commit'].includes(name),
    );
    expect(gates.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['lint and test', 'rule-refused'],
      ['lint and test', undefined],
      ['backtest', undefined],
      ['commit', undefined],
    ]);
  });

  it.each([
    [{ OTEL_TRACES_SAMPLER: 'always_off' }, traceparent, 0],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, traceparent, 0],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, traceparent, 1],
    [{}, traceparent.replace(/01$/, '00'), 0],
    [{ OTEL_SDK_DISABLED: 'true' }, traceparent, 0],
  ])('is recorded as the sampler says: %o', async (environment, header, recorded) => {
    const collector = await receiver();
    const app = await testApp({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...environment });
    await app.post('/v1/diagnoses', forwardingOff, { traceparent: header });
    await app.close();
    expect(collector.spans.filter(({ kind }) => kind === 2)).toHaveLength(recorded);
  });
});

describe('a collector', () => {
  it('that is not there loses spans, which are counted and said once, and no request', async () => {
    const gone = await otlpReceiver();
    await gone.stop();
    const app = await testApp({ OTEL_EXPORTER_OTLP_ENDPOINT: gone.url });
    for (let i = 0; i < 3; i++) expect((await app.post('/v1/diagnoses', forwardingOff)).status).toBe(200);
    await expect
      .poll(() => numberOf(app, 'culprit_trace_spans_dropped_total'), { timeout: 15_000 })
      .toBeGreaterThan(0);
    expect((await app.post('/v1/diagnoses', forwardingOff)).status).toBe(200);
    await app.close();
    expect(app.logged.filter(({ msg }) => msg === 'traces are not taken')).toHaveLength(1);
  });

  it('that refuses loses spans, and is said to take them again', async () => {
    let refuses = true;
    const collector = await receiver((response) => response.writeHead(refuses ? 400 : 200).end('{}'));
    const app = await testApp({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await app.post('/v1/diagnoses', forwardingOff);
    await expect
      .poll(() => numberOf(app, 'culprit_trace_spans_dropped_total'), { timeout: 15_000 })
      .toBeGreaterThan(0);
    refuses = false;
    await expect
      .poll(() => numberOf(app, 'culprit_trace_spans_exported_total'), { timeout: 15_000 })
      .toBeGreaterThan(0);
    await app.close();
    const told = app.logged.map(({ msg }) => msg).filter((msg) => String(msg).startsWith('traces are'));
    expect(told).toEqual(['traces are not taken', 'traces are taken again']);
  });

  it('that never answers holds up no request, no more than a bounded number of spans, and no end', async () => {
    const collector = await receiver(() => {});
    const app = await testApp({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    for (let i = 0; i < 1000; i++) expect((await app.post('/v1/diagnoses', forwardingOff)).status).toBe(200);
    expect(await numberOf(app, 'culprit_trace_spans_dropped_total')).toBeGreaterThan(0);
    await app.close();
  });
});

describe('without a collector', () => {
  it('nothing of OpenTelemetry’s SDK is loaded; its API comes with the metrics', () => {
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) { if (/opentelemetry(?!\\/api$)/.test(name)) console.log(name); return next(name, context); } });`;
    const load = (environment: Record<string, string>) =>
      spawnSync(
        process.execPath,
        [
          '--import',
          `data:text/javascript,${encodeURIComponent(hook)}`,
          '--input-type=module',
          '--eval',
          `const { testApp } = await import(${JSON.stringify(join(root, 'test/http-app.ts'))}); await (await testApp(${JSON.stringify(environment)})).close();`,
        ],
        { encoding: 'utf8' },
      );
    expect(load({})).toMatchObject({ stdout: '', status: 0 });
    expect(load({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }).stdout).toContain('sdk-trace');
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT must be an address/],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }, /^OTEL_EXPORTER_OTLP_HEADERS must be (?!.*hunter2)/],
    [{ OTEL_TRACES_SAMPLER: 'often' }, /^OTEL_TRACES_SAMPLER must be one of/],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, /^OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1/],
  ])('a wrong setting stops the start: %o', async (environment, sentence) => {
    await expect(testApp(environment)).rejects.toThrow(sentence);
  });
});
