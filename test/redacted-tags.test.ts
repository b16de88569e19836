import { afterEach, beforeEach, expect, it } from 'vitest';
import { read, type TestApp, testApp } from './http-app.ts';

const secret = 'Hunter2-hunter2';
const text = (before: string): string =>
  `$ sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n${before}${secret}\n`;

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const tagsIn = (value: unknown): string[] =>
  Array.from(JSON.stringify(value).matchAll(/REDACTED-[a-z-]+-([a-z2-7]{5})/g), ([, tag = '']) => tag);

async function opened(body: unknown): Promise<string> {
  const answer = await app.post('/v1/cases', body);
  expect(answer.status).toBe(201);
  return (await read('Case', answer)).id;
}

/** The tags in what is kept of each submission. */
const keptTags = async (id: string): Promise<string[][]> =>
  (await app.deps.store.listEvidence(id)).map(({ evidence }) => tagsIn(evidence));

it('one secret has one tag in all submissions of a case, whatever gave it away, and another one in another case', async () => {
  const first = await opened({ texts: [{ text: text('password: ') }] });
  expect((await app.paste(`/v1/cases/${first}/evidence`, text('export DB_TOKEN='))).status).toBe(201);
  const [[tag = '', ...more] = [], later = []] = await keptTags(first);
  expect(more).toEqual([]);
  expect(later).toEqual([tag]);
  const second = await opened({ texts: [{ text: text('password: ') }] });
  const [[other] = []] = await keptTags(second);
  expect(other).toMatch(/^[a-z2-7]{5}$/);
  expect(other).not.toBe(tag);
});

it('two secrets of a case have two tags', async () => {
  const id = await opened({ texts: [{ text: `password: ${secret}\npassword: ${secret}x\n` }] });
  const [tags = []] = await keptTags(id);
  expect(new Set(tags).size).toBe(2);
});

it('the note of a confirmation has the tag of its case', async () => {
  const id = await opened({ texts: [{ text: text('password: ') }] });
  const [[tag] = []] = await keptTags(id);
  const note = `found with password: ${secret}`;
  expect((await app.post(`/v1/cases/${id}/confirmation`, { rule: null, note })).status).toBe(200);
  expect(tagsIn((await app.deps.store.findCase(id))?.confirmation)).toEqual([tag]);
});
