import { afterAll, beforeAll, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from '../../test/http-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it.each(['localhost:8321', '127.0.0.1:8321', '[::1]:8321', 'LOCALHOST'])('answers under %s', async (host) => {
  expect((await app.get('/healthz', { host })).status).toBe(200);
});

it.each(['culprit.example', '127.0.0.1.evil.example', 'localhost.evil.example:8321', '10.0.0.1'])(
  'refuses requests under a name that somebody pointed here: %s',
  async (host) => {
    const response = await app.get('/v1/cases', { host });
    expect([response.status, (await read('Problem', response)).code]).toEqual([403, 'forbidden']);
  },
);

it.each(['https://evil.example', 'null', 'http://localhost:3000'])(
  'refuses writes that a page of another origin sends: %s',
  async (origin) => {
    const response = await app.post('/v1/cases', forwardingOff, { host: 'localhost:8321', origin });
    expect([response.status, (await read('Problem', response)).code]).toEqual([403, 'forbidden']);
  },
);

it('takes writes of its own origin', async () => {
  const headers = { host: 'localhost:8321', origin: 'http://localhost:8321' };
  expect((await app.post('/v1/diagnoses', forwardingOff, headers)).status).toBe(200);
});
