import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { read, type TestApp, testApp } from '../../test/http-app.ts';
import { readConfig } from '../config.ts';
import { type Listening, listen } from './listen.ts';

const settings = readConfig({ CULPRIT_PORT: '0' });

let app: TestApp;
let server: Listening;
beforeEach(async () => {
  app = await testApp();
  server = await listen(app.http, settings, app.deps.edge);
});
afterEach(async () => {
  await server.stop(1000);
  await app.close();
});

const post = (body: NonNullable<RequestInit['body']>, init: RequestInit = {}) =>
  fetch(`${server.url}/v1/diagnoses`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body,
    ...init,
  });

const chunked = (chunks: readonly string[]) =>
  Readable.toWeb(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));

/** Sends bytes as they are and gives what comes back until the connection closes. */
async function raw(request: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.end(request);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await once(socket, 'close');
  return answer;
}

describe('a body', () => {
  it('may come in chunks of unknown number', async () => {
    const body = chunked(['net.ipv4.ip_', 'forward = 0\n', 'é']);
    const response = await post(body, { duplex: 'half' });
    expect([response.status, (await read('Diagnosis', response)).facts]).toMatchObject([200, [{ value: 0 }]]);
  });

  it('is refused while it comes in, once it is over the limit', async () => {
    const body = chunked(Array.from({ length: 80 }, () => 'a'.repeat(64 * 1024)));
    const response = await post(body, { duplex: 'half' });
    expect([response.status, (await read('Problem', response)).code]).toEqual([413, 'too-large']);
  });

  it('is refused by its announced length, and the client gets to read that', async () => {
    const response = await post('a'.repeat(8 * 1024 * 1024));
    expect([response.status, (await read('Problem', response)).code]).toEqual([413, 'too-large']);
  });

  it('that ends in the middle is no failure of ours', async () => {
    const head = 'POST /v1/cases HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n';
    await raw(`${head}Content-Length: 100\r\n\r\nnet.ipv4.ip_forward = 0`);
    await raw(`${head}Transfer-Encoding: chunked\r\n\r\n17\r\nnet.ipv4.ip_forward = 0\r\n`);
    await expect.poll(() => app.logged.map(({ status }) => status)).toEqual([400, 400]);
    expect((await read('CasePage', fetch(`${server.url}/v1/cases`))).items).toEqual([]);
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['garbage', 'GARBAGE\r\n\r\n'],
    ['a backslash in the path', 'GET /\\x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['a negative length', 'POST /v1/cases HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'],
    [
      'two lengths',
      'POST /v1/cases HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
  ])('is answered with a problem: %s', async (_, request) => {
    const answer = await raw(request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
  });

  it('is answered with a problem when the headers do not end', async () => {
    expect(await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /"too-large"/,
    );
  });
});

describe('HEAD', () => {
  it('answers as GET does, without the body', async () => {
    const response = await fetch(`${server.url}/v1/facts`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'application/json',
      '',
    ]);
  });
});

describe('stopping', () => {
  it('answers the requests under way and takes no others', async () => {
    let answerIt = () => {};
    const waiting = new Promise<void>((resolve) => {
      answerIt = resolve;
    });
    app.http.get('/slow', async () => {
      await waiting;
      return new Response('done');
    });
    const slow = fetch(`${server.url}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = server.stop(5000);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    answerIt();
    expect(await (await slow).text()).toBe('done');
    await stopped;
  });

  it('does not wait for ever', async () => {
    app.http.get('/never', () => new Promise<Response>(() => {}));
    const never = fetch(`${server.url}/never`).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.stop(100);
    expect(await never).toBe('cut');
  });
});

it('says in a sentence that an address is taken', async () => {
  const { port } = new URL(server.url);
  await expect(listen(app.http, { ...settings, port: Number(port) }, app.deps.edge)).rejects.toMatchObject({
    code: 'invalid-setting',
    message: expect.stringMatching(/^Cannot listen on 127\.0\.0\.1, port \d+: .*\.$/),
  });
});
