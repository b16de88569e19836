import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../src/storage/open-store.ts';
import { read } from './http-app.ts';
import { head, rawConnection } from './raw-connection.ts';
import { startCulprit } from './run-culprit.ts';

// Processes start slowly on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-shutdown-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** On a machine that is busy with other tests. */
const patient = { timeout: 20_000 };

const start = (env: Record<string, string> = {}) =>
  startCulprit({ CULPRIT_DATABASE: join(folder, 'a.db'), CULPRIT_LOG_LEVEL: 'info', ...env });

/** Bytes of the log of writes beside the database. */
const logOfWrites = (): number => {
  const file = join(folder, 'a.db-wal');
  return existsSync(file) ? statSync(file).size : 0;
};

const evidence = 'net.ipv4.ip_forward = 0\n';
const half = head('POST /v1/cases', { 'content-type': 'text/plain', 'content-length': evidence.length });

describe('SIGTERM', () => {
  it('under load: what was acknowledged is kept, the rest refused, and it ends with 0', async () => {
    const server = await start();
    const acknowledged: string[] = [];
    const statuses = new Set<number>();
    const client = async (): Promise<void> => {
      for (;;) {
        const response = await fetch(`${server.url}/v1/cases`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: evidence,
        });
        statuses.add(response.status);
        if (response.status === 201) acknowledged.push((await read('Case', response)).id);
      }
    };
    const clients = Array.from({ length: 8 }, () => client().catch(() => 'refused'));
    await expect.poll(() => acknowledged.length, patient).toBeGreaterThan(10);
    expect(await server.stop()).toBe(0);
    await Promise.all(clients);
    expect([...statuses].filter((status) => status !== 503)).toEqual([201]);
    expect(logOfWrites()).toBe(0);
    expect(server.logged()).toMatch(/"msg":"stopped"\}\n$/);
    const store = await openStore({ database: join(folder, 'a.db') });
    for (const id of acknowledged) expect(await store.findCase(id)).toMatchObject({ id });
    await store.close();
  });

  it('lets readiness fail first, while everything is still answered', async () => {
    const server = await start({ CULPRIT_SHUTDOWN_DELAY_SECONDS: '5' });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    server.signal('SIGTERM');
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, patient).toBe(503);
    const answer = await fetch(`${server.url}/v1/facts`);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await server.ended).toBe(0);
  });

  it('waits for a request under way, and takes no other', async () => {
    const server = await start();
    const slow = await rawConnection(server.url);
    slow.socket.write(half + evidence.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    server.signal('SIGTERM');
    await expect.poll(() => fetch(`${server.url}/healthz`).catch(() => 'refused'), patient).toBe('refused');
    slow.socket.write(`${evidence.slice(5)}${head('GET /v1/facts')}`);
    const answer = await slow.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(await server.ended).toBe(0);
  });

  it('waits no longer than it is told', async () => {
    const server = await start({ CULPRIT_SHUTDOWN_GRACE_SECONDS: '1' });
    const slow = await rawConnection(server.url);
    slow.socket.write(half);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await server.stop()).toBe(0);
    expect(server.logged()).toMatch(/"connections":1,"msg":"requests were cut off"/);
  });

  it('a second time ends it at once', async () => {
    const server = await start();
    const slow = await rawConnection(server.url);
    slow.socket.write(half);
    await new Promise((resolve) => setTimeout(resolve, 200));
    server.signal('SIGTERM');
    await expect.poll(() => server.logged(), patient).toContain('stopping');
    server.signal('SIGTERM');
    expect(await server.ended).toBe(143);
  });

  it('ends a backtest, and says so of it', async () => {
    const server = await start();
    const { rules } = await read('RulePage', fetch(`${server.url}/v1/rules?limit=1`)).then(({ items }) => ({
      rules: items,
    }));
    const [rule] = rules;
    const started = await fetch(`${server.url}/v1/backtests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rule: rule?.id, version: rule?.version }),
    });
    const { id } = await read('Backtest', started);
    expect(await server.stop()).toBe(0);
    const store = await openStore({ database: join(folder, 'a.db') });
    expect(await store.findBacktest(id)).toMatchObject({
      state: 'failed',
      result: '{"message":"The server was stopped before it was done."}',
    });
    await store.close();
  });
});

describe('an error that nothing catches', () => {
  it('ends the process with 1 after the store is closed, and its text is not logged', async () => {
    const fails = `process.on('SIGUSR2', () => Promise.reject(new Error('hun' + 'ter2')))`;
    const server = await start({
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fails)}`,
    });
    await fetch(`${server.url}/v1/cases`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: evidence,
    });
    server.signal('SIGUSR2');
    expect(await server.ended).toBe(1);
    expect(logOfWrites()).toBe(0);
    expect(server.logged()).toMatch(/"level":"fatal".*"name":"Error".*"msg":"crashed"/);
    expect(server.logged()).not.toContain('hunter2');
  });
});
