import { afterEach, describe, expect, it } from 'vitest';
import { read, type TestApp, testApp } from '../../test/http-app.ts';
import { keyFor } from '../../test/keys.ts';

let app: TestApp;
afterEach(() => app.close());

const address = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

/** Asks over a connection from an address. */
const from = (peer: string, path: string, headers: Record<string, string> = {}) =>
  app.http.request(path, { headers }, address(peer));

const limits = ({ headers }: Response) => [headers.get('ratelimit-policy'), headers.get('ratelimit')];

describe('a key', () => {
  it('is told how it stands, and is refused once it has asked too often, until Retry-After', async () => {
    app = await testApp({ CULPRIT_KEY_REQUESTS_A_MINUTE: '2' });
    const [one, other] = [await keyFor(app, ['rules:read']), await keyFor(app, ['rules:read'])];
    const first = await from('192.0.2.1', '/v1/facts', one.bearer);
    expect([first.status, ...limits(first)]).toEqual([200, '"key";q=2;w=60', '"key";r=1;t=30']);
    await from('192.0.2.2', '/v1/facts', one.bearer);
    const refused = await from('192.0.2.3', '/v1/facts', one.bearer);
    expect([refused.status, ...limits(refused)]).toEqual([429, '"key";q=2;w=60', '"key";r=0;t=60']);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await read('Problem', refused)).toMatchObject({
      code: 'rate-limited',
      detail: 'There were too many requests with this key; wait 30 s.',
    });
    expect((await from('192.0.2.3', '/v1/facts', other.bearer)).status).toBe(200);
  });

  it('may always ask for measurements, and health is told to anybody', async () => {
    app = await testApp({ CULPRIT_KEY_REQUESTS_A_MINUTE: '1', CULPRIT_ADDRESS_REQUESTS_A_MINUTE: '5' });
    const { bearer } = await keyFor(app, ['rules:read']);
    for (let i = 0; i < 4; i++) expect((await from('192.0.2.1', '/metrics', bearer)).status).toBe(200);
    for (let i = 0; i < 4; i++) await from('192.0.2.1', '/v1/facts', bearer);
    expect((await from('192.0.2.1', '/v1/facts', bearer)).status).toBe(429);
    expect((await from('192.0.2.1', '/healthz')).status).toBe(200);
    expect((await from('192.0.2.1', '/readyz')).status).toBe(200);
  });
});

describe('an address', () => {
  it('is refused once it has asked too often, with whatever key and behind whatever trusted proxy', async () => {
    app = await testApp({
      CULPRIT_ADDRESS_REQUESTS_A_MINUTE: '2',
      CULPRIT_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8',
    });
    const keys = await Promise.all([1, 2, 3].map(() => keyFor(app, ['rules:read'])));
    const statuses = await Promise.all(
      keys.map(async ({ bearer }, i) => {
        const headers = { ...bearer, 'x-forwarded-for': '1.2.3.4, 198.51.100.1' };
        return (await from(`10.0.0.${i}`, '/v1/facts', headers)).status;
      }),
    );
    expect(statuses.sort()).toEqual([200, 200, 429]);
  });

  it('without keys is this machine, which is not limited', async () => {
    app = await testApp({ CULPRIT_KEY_REQUESTS_A_MINUTE: '1', CULPRIT_ADDRESS_REQUESTS_A_MINUTE: '1' });
    for (let i = 0; i < 5; i++) {
      const response = await from('127.0.0.1', '/v1/facts', { host: '127.0.0.1' });
      expect([response.status, ...limits(response)]).toEqual([200, null, null]);
    }
  });
});

describe('wrong keys', () => {
  const wrong = { authorization: 'Bearer culprit_wrong' };

  it('are not looked at any more after a few, and stop filling the audit', async () => {
    app = await testApp({ CULPRIT_ADDRESS_REFUSALS_A_MINUTE: '3' });
    const { bearer } = await keyFor(app, ['admin']);
    const answers = await Promise.all(Array.from({ length: 6 }, () => from('192.0.2.1', '/v1/facts', wrong)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429, 429]);
    const late = await from('192.0.2.1', '/v1/facts', bearer);
    expect([late.status, late.headers.get('retry-after'), ...limits(late)]).toEqual([
      429,
      '20',
      '"refusals";q=3;w=60',
      '"refusals";r=0;t=20',
    ]);
    expect((await from('192.0.2.2', '/v1/facts', bearer)).status).toBe(200);
    const { items } = await read('AuditPage', from('192.0.2.2', '/v1/audit', bearer));
    expect(items.filter(({ action }) => action === 'refuse-access')).toHaveLength(1);
  });

  it('do not lock out whoever shares the address and has shown a valid key before', async () => {
    app = await testApp({ CULPRIT_ADDRESS_REFUSALS_A_MINUTE: '1' });
    const { bearer } = await keyFor(app, ['rules:read']);
    await from('192.0.2.1', '/v1/facts', bearer);
    await from('192.0.2.1', '/v1/facts', wrong);
    expect((await from('192.0.2.1', '/v1/facts', wrong)).status).toBe(429);
    expect((await from('192.0.2.1', '/v1/facts', bearer)).status).toBe(200);
  });
});
