import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { read } from './http-app.ts';
import { head, rawConnection } from './raw-connection.ts';
import { startCulprit } from './run-culprit.ts';

// Processes start slowly on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

/** Time-outs of a second, and few connections. */
const impatient = {
  CULPRIT_HEADERS_TIMEOUT_SECONDS: '1',
  CULPRIT_REQUEST_TIMEOUT_SECONDS: '2',
  CULPRIT_ANSWER_TIMEOUT_SECONDS: '1',
  CULPRIT_KEEP_ALIVE_SECONDS: '1',
  CULPRIT_MAX_CONNECTIONS: '20',
  CULPRIT_MAX_WORKING: '2',
  CULPRIT_MAX_WAITING: '30',
};

let server: Awaited<ReturnType<typeof startCulprit>>;
beforeAll(async () => {
  server = await startCulprit(impatient);
});
afterAll(() => server.stop());

const repeat = <T>(times: number, make: () => T): T[] => Array.from({ length: times }, make);

const healthy = async () => (await fetch(`${server.url}/healthz`)).status;

const diagnose = () =>
  fetch(`${server.url}/v1/diagnoses`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'net.ipv4.ip_forward = 0',
  });

/** Sends a byte now and then until the connection is closed. */
function trickle({ socket }: Awaited<ReturnType<typeof rawConnection>>): void {
  const timer = setInterval(() => socket.write('a'), 100);
  socket.once('close', () => clearInterval(timer));
}

describe('a client that is slow', () => {
  it('with its headers is answered 408 and cut off', async () => {
    const slow = await rawConnection(server.url);
    slow.socket.write('GET /v1/facts HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    trickle(slow);
    const answer = await slow.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toMatch(/\r\nconnection: close\r\n/);
    expect(answer).toMatch(/\r\nretry-after: 1\r\n/);
    expect(answer).toMatch(/"code":"timeout"/);
  });

  it('to say anything at all is cut off', async () => {
    const silent = await rawConnection(server.url);
    expect(await silent.closed).toMatch(/^HTTP\/1\.1 408 |^$/);
  });

  it('with its body is cut off, and takes nobody’s place until then', async () => {
    const slow = await Promise.all(repeat(10, () => rawConnection(server.url)));
    for (const one of slow) {
      one.socket.write(head('POST /v1/cases', { 'content-type': 'text/plain', 'content-length': 5000 }));
      trickle(one);
    }
    // Two may be worked on at once.
    expect((await diagnose()).status).toBe(200);
    const answers = await Promise.all(slow.map(({ closed }) => closed));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await read('CasePage', fetch(`${server.url}/v1/cases`))).items).toEqual([]);
  });

  it('to send the next request is cut off', async () => {
    const idle = await rawConnection(server.url);
    idle.socket.write(head('GET /healthz'));
    expect(await idle.closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('to read its answers is cut off', async () => {
    const deaf = await rawConnection(server.url);
    deaf.socket.pause();
    // More than the kernel's buffers take.
    deaf.socket.write(head('GET /openapi.yaml').repeat(400));
    await new Promise((resolve) => setTimeout(resolve, 4000));
    deaf.socket.resume();
    expect((await deaf.closed).length).toBeLessThan(400 * 50_000);
  });
});

describe('connections above the bound', () => {
  it('are told so and closed, while health is answered', async () => {
    // Those that have been asked on are not idle while the next request is under way.
    const open = await Promise.all(repeat(20, () => rawConnection(server.url)));
    for (const { socket } of open)
      socket.write(head('POST /v1/cases', { 'content-type': 'text/plain', 'content-length': 5 }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const more = await rawConnection(server.url);
    more.socket.write(head('GET /v1/facts'));
    const answer = await more.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/\r\nretry-after: 1\r\n/i);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(answer).toMatch(/"code":"overloaded"/);
    expect(await healthy()).toBe(200);
    for (const { socket } of open) socket.destroy();
    await expect.poll(async () => (await diagnose()).status, { timeout: 20_000 }).toBe(200);
  });

  it('are closed at once when there are too many to answer', async () => {
    const flood = await Promise.allSettled(repeat(400, () => rawConnection(server.url)));
    const open = flood.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all(open.map(({ closed }) => closed));
    await expect.poll(healthy, { timeout: 20_000 }).toBe(200);
  });
});
