import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../../test/http-app.ts';

const rules = join(import.meta.dirname, '../../../rules');

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('GET /v1/schemas', () => {
  it.each(['rule', 'rule-test', 'conditions'])('gives editors what rules/ holds: %s.json', async (name) => {
    const response = await app.get(`/v1/schemas/${name}.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/schema+json');
    expect(await response.text()).toBe(readFileSync(join(rules, `${name}.schema.json`), 'utf8'));
  });

  it('knows no other', async () => {
    expect((await app.get('/v1/schemas/rules.lock.json')).status).toBe(404);
    expect((await app.get('/v1/schemas/rule')).status).toBe(404);
  });
});
