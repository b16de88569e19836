import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadPublishedRules } from '../../src/rulebook/load-rulebook.ts';
import { type Arrived, faultsInAnswer } from '../contract-answers.ts';
import { exampleTest, provableRule } from '../example-rule.ts';
import { testApp } from '../http-app.ts';
import { requireNone } from './faults.ts';
import { type FreshApp, freshApp } from './fresh-app.ts';
import { type FuzzRequest, operations, requestsOf } from './http-requests.ts';
import { KnownIds } from './known-ids.ts';
import type { Tally } from './tally.ts';
import { named } from './target.ts';

/** Operations that change something come often, and opening a case first of all. */
const weights: Readonly<Record<string, number>> = {
  openCase: 12,
  addEvidence: 6,
  saveDraft: 14,
  publishRule: 10,
  confirmCause: 4,
  diagnose: 4,
  disableRule: 3,
  activateRulebook: 3,
};

const request: fc.Arbitrary<FuzzRequest> = fc.oneof(
  ...operations.map((placed) => ({
    weight: weights[placed.operation.operationId] ?? 2,
    arbitrary: requestsOf(placed),
  })),
);

/** A walk through the API on a database of its own: each answer keeps the contract, and what was stored can be read at the end. */
export const httpTarget = named<FuzzRequest[]>('http', async (tally) => {
  const folder = smallRulebook();
  const base = await testApp({
    CULPRIT_RULES: folder,
    CULPRIT_INCIDENTS: join(folder, 'none'),
    // A busy machine is not what is looked for here.
    CULPRIT_MAX_DELAY_MILLISECONDS: '1000000000',
  });
  const rules = loadPublishedRules(folder);
  return {
    inputs: fc.array(request, { minLength: 1, maxLength: 40, size: 'max' }),
    check: async (requests) => {
      const app = await freshApp(base.deps, rules);
      try {
        await new Walk(app, tally).through(requests);
      } finally {
        await app.close();
      }
    },
    close: async () => {
      await base.close();
      rmSync(folder, { recursive: true });
    },
  };
});

/** A rulebook of one rule: publishing runs all tests, and each walk starts anew. */
function smallRulebook(): string {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-fuzz-'));
  mkdirSync(join(folder, 'host'));
  writeFileSync(join(folder, 'host/forwarding-off.json'), JSON.stringify(provableRule));
  writeFileSync(join(folder, 'host/forwarding-off.test.json'), JSON.stringify(exampleTest));
  return folder;
}

class Walk {
  readonly #app: FreshApp;
  readonly #tally: Tally;
  readonly #known = new KnownIds();

  constructor(app: FreshApp, tally: Tally) {
    this.#app = app;
    this.#tally = tally;
    for (const id of [provableRule.id, 'host.made-a', 'dns.made-b']) this.#known.add('rule', id);
  }

  async through(requests: readonly FuzzRequest[]): Promise<void> {
    for (const one of requests) {
      const first = await this.#send(one);
      if (first.status >= 300 || !one.headers.some(([name]) => name === 'Idempotency-Key')) continue;
      const again = await this.#send(one);
      if (again.body !== first.body) throw new Error(`${one.operation} answers a repeated request otherwise`);
    }
    await this.#readAll();
  }

  /** Sends a request and holds its answer to the contract. */
  async #send({ operation, path, query, headers, body }: FuzzRequest): Promise<Arrived> {
    const placed = operations.find((one) => one.operation.operationId === operation);
    if (placed === undefined) throw new Error(`there is no operation ${operation}`);
    const ofPath = this.#known.fill(path['id'] ?? provableRule.id);
    const fill = (text: string) => this.#known.fill(text.replaceAll('{{path:0}}', ofPath));
    const filled = placed.path.replace(/\{(\w+)\}/g, (_, name) => encoded(fill(path[name] ?? '')));
    const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, fill(value)]));
    const url = new URL(`http://localhost${filled}${query.length === 0 ? '' : `?${search}`}`);
    const response = await this.#app.http.request(url.href, {
      method: placed.method,
      headers: sendable(headers.map(([name, value]) => [name, fill(value)])),
      ...(body === null ? {} : { body: fill(body) }),
    });
    const arrived = { status: response.status, headers: response.headers, body: await response.text() };
    this.#tally.count(operation, String(arrived.status));
    requireNone(operation, faultsIn(placed.method, url.pathname, arrived));
    if (arrived.status < 300 && isJson(arrived))
      this.#known.learn(operation, { path: url.pathname, headers: arrived.headers, body: parsed(arrived) });
    return arrived;
  }

  /** Every case that was opened and not deleted is listed, and comes out of a replay as it went in; no other is there. */
  async #readAll(): Promise<void> {
    const listed = parsed(await this.#get('listCases', '/v1/cases?limit=200'));
    const ids = Object(listed).items.map(({ id }: { id: string }) => id);
    if (ids.toSorted().join() !== [...this.#known.cases].sort().join())
      throw new Error(`listed are ${ids.join(' ')}, and not ${[...this.#known.cases].join(' ')}`);
    for (const id of ids) {
      await this.#get('getCase', `/v1/cases/${id}`);
      const replay = await this.#app.http.request(`/v1/cases/${id}/replay`, { method: 'POST' });
      if (Object(await replay.json()).identical !== true) throw new Error(`case ${id} is replayed otherwise`);
    }
    await this.#get('listAudit', '/v1/audit?limit=200');
    await this.#get('getReadiness', '/readyz');
  }

  async #get(operation: string, path: string): Promise<Arrived> {
    const response = await this.#app.http.request(path);
    const arrived = { status: response.status, headers: response.headers, body: await response.text() };
    requireNone(path, [
      ...(arrived.status === 200 ? [] : [`${arrived.status}`]),
      ...faultsInAnswer(operation, arrived),
    ]);
    return arrived;
  }
}

const isJson = ({ headers, status }: Arrived): boolean =>
  status === 204 || headers.get('content-type') === 'application/json';
const parsed = ({ body }: Arrived): unknown => (body === '' ? null : JSON.parse(body));

/** A hostile value may make the path another one, whose operation then answers; or nobody's, which is said so. */
function faultsIn(method: string, path: string, arrived: Arrived): string[] {
  if (arrived.status >= 500) return [`${arrived.status} ${arrived.body}`];
  const asked = operations.filter((one) => one.method === method && patternOf(one.path).test(path));
  if (asked.length > 0 && ![404, 405].includes(arrived.status)) {
    const faults = asked.map(({ operation }) => faultsInAnswer(operation.operationId, arrived));
    return faults.sort((a, b) => a.length - b.length)[0] ?? [];
  }
  if (arrived.status === 302 && path === '/') return [];
  return [
    ...([400, 403, 404, 405].includes(arrived.status) ? [] : [`${arrived.status} to ${method} ${path}`]),
    ...faultsInAnswer('getHealth', arrived),
  ];
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`);

/** What stands encoded already is sent as it stands. */
const encoded = (value: string): string => {
  // Half of a surrogate pair has no bytes.
  const whole = value.replace(/\p{Surrogate}/gu, '\ufffd');
  return whole.includes('%') ? whole.replace(/[^!-~]|[?#]/gu, encodeURIComponent) : encodeURIComponent(whole);
};

/** Other headers cannot be sent from here; the socket's target writes them itself. */
const sendable = (headers: readonly [string, string][]): [string, string][] =>
  headers.map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim()]);
