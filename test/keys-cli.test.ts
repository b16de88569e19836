import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { culprit, startCulprit } from './run-culprit.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let databases = 0;
const newDatabase = () => ({ CULPRIT_DATABASE: join(folder, `${++databases}.db`) });
const create = (env: Record<string, string>, ...more: string[]) =>
  culprit(['keys', 'create', '--name', 'on call', ...more], { env });
const listed = async (env: Record<string, string>) =>
  JSON.parse((await culprit(['keys', 'list', '--json'], { env })).out);

const input = 'net.ipv4.ip_forward = 0\n';

describe('culprit keys', () => {
  it('makes a key, prints it alone, and never again', async () => {
    const env = newDatabase();
    const { code, out, err } = await create(env, '--scope', 'cases:read, rules:read', '--expires', '30d');
    expect([code, out]).toEqual([0, expect.stringMatching(/^culprit_[0-9a-f-]{36}_[\w-]{43}\n$/)]);
    const secret = out.trim().slice(-43);
    expect(err).toContain('It is shown this once');
    expect(err).not.toContain(secret);
    const [key] = await listed(env);
    expect(key).toMatchObject({ name: 'on call', scopes: ['cases:read', 'rules:read'], state: 'valid' });
    const days = (Date.parse(key.expiresAt) - Date.parse(key.createdAt)) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    const { out: table } = await culprit(['keys'], { env });
    expect(table).toContain(key.id);
    expect(table + JSON.stringify(key)).not.toContain(secret);
  });

  it('revokes a key', async () => {
    const env = newDatabase();
    await create(env, '--scope', 'admin');
    const [{ id }] = await listed(env);
    expect(await culprit(['keys', 'revoke', id], { env })).toEqual({
      code: 0,
      out: '',
      err: `Key ${id} is revoked.\n`,
    });
    expect(await listed(env)).toMatchObject([{ id, state: 'revoked' }]);
    const again = await culprit(['keys', 'revoke', id], { env });
    expect([again.code, again.err]).toEqual([2, `culprit: There is no key "${id}" that could be revoked.\n`]);
  });

  it.each([
    [['--scope', 'everything'], 'There is no scope "everything"'],
    [[], "required option '--scope <scope>'"],
    [['--scope', 'admin', '--expires', '0d'], 'hours, days or weeks'],
    [['--scope', 'admin', '--expires', '2026-01-01'], 'hours, days or weeks'],
    [['--scope', 'admin', '--name', ' '], 'A key’s name has 1 to 100 characters'],
  ])('makes none with %j, and says why', async (args, message) => {
    const { code, out, err } = await create(newDatabase(), ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('makes none that would be forgotten at once', async () => {
    const { code, out, err } = await create({ CULPRIT_DATABASE: ':memory:' }, '--scope', 'admin');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('would forget the key at once');
  });
});

it('explains itself with examples', async () => {
  const { code, out } = await culprit(['keys', 'create', '--help']);
  expect([code, out]).toEqual([0, expect.stringContaining('Examples:\n  culprit keys create')]);
  expect(out).toContain('evidence:write, cases:read');
});

describe('a server', () => {
  it('takes keys that are made, and ends those that are revoked, while it runs', async () => {
    const env = newDatabase();
    const server = await startCulprit(env);
    const statusFor = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/v1/diagnoses`, { method: 'POST', body: input, headers })).status;
    expect(await statusFor({})).toBe(200);
    const key = (await create(env, '--scope', 'evidence:write')).out.trim();
    expect(await statusFor({})).toBe(401);
    const ask = (more: Record<string, string>) =>
      culprit(['diagnose', '--server', server.url], { input, env: more });
    const [without, withKey] = await Promise.all([ask({}), ask({ CULPRIT_API_KEY: key })]);
    expect([without.code, withKey.code]).toEqual([2, 0]);
    expect(without.err).toMatch(/answered 401.* Put the key into CULPRIT_API_KEY\./);
    await culprit(['keys', 'revoke', key.split('_')[1] ?? ''], { env });
    expect(await statusFor({ authorization: `Bearer ${key}` })).toBe(401);
    expect(await server.stop()).toBe(0);
  }, 60_000);

  it('listens on all addresses once there is a key', async () => {
    const env = { ...newDatabase(), CULPRIT_HOST: '0.0.0.0' };
    await expect(startCulprit(env)).rejects.toThrow(
      'without keys culprit listens on a loopback address only',
    );
    await create(env, '--scope', 'admin');
    const server = await startCulprit(env);
    const answers = ['/healthz', '/v1/cases'].map((path) => fetch(new URL(path, server.url)));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 401]);
    await server.stop();
  }, 60_000);
});
