import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read } from '../test/http-app.ts';

const main = join(import.meta.dirname, 'main.ts');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The server as its own process; `said` is what it has printed for its user. */
function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], { env: { CULPRIT_PORT: '0', ...environment } });
  const output = { said: '', logged: '' };
  child.stderr.on('data', (chunk) => {
    output.said += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output.logged += chunk;
  });
  return { child, output, ended: once(child, 'close') };
}

it('prints its address and a command to try, which works; stops on a signal with all on disk', async () => {
  const database = join(folder, 'new', 'cases.db');
  const { child, output, ended } = start({ CULPRIT_DATABASE: database });
  await expect.poll(() => output.said, { timeout: 20_000 }).toMatch(/curl.*\n/);
  const [command = '', url = ''] = /curl .*(http:\S+)/.exec(output.said) ?? [];
  const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --silent`]);
  expect(JSON.parse(stdout).causes[0].rule).toBe('host.ip-forward-disabled');
  const opened = await fetch(url.replace('diagnoses', 'cases'), {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'net.ipv4.ip_forward = 0',
  });
  const { id } = await read('Case', opened);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const logged = output.logged.trim().split('\n');
  expect(logged.map((line) => JSON.parse(line).msg)).toEqual([
    'rulebook in force',
    'started',
    'request',
    'request',
    'stopping',
    'stopped',
  ]);
  expect(existsSync(database)).toBe(true);

  const again = start({ CULPRIT_DATABASE: database });
  await expect.poll(() => again.output.said, { timeout: 20_000 }).toMatch(/curl/);
  const [, address = ''] = /(http:\S+)\/v1/.exec(again.output.said) ?? [];
  expect((await fetch(`${address}/v1/cases/${id}`)).status).toBe(200);
  again.child.kill('SIGINT');
  expect(await again.ended).toEqual([0, null]);
});

it.each([
  [{ CULPRIT_HOST: '0.0.0.0' }, /^culprit: CULPRIT_HOST is "0\.0\.0\.0", but without keys .*\n$/],
  [{ CULPRIT_RULES: '/no/such/folder' }, /^culprit: cannot read the rulebook in "\/no\/such\/folder"/],
  [{ CULPRIT_DATABASE: '/proc/culprit.db' }, /^culprit: .*\/proc\/culprit\.db.*\n$/],
])('does not start with what is wrong, and says why: %o', async (environment, sentence) => {
  const { output, ended } = start({ CULPRIT_DATABASE: ':memory:', ...environment });
  expect(await ended).toEqual([1, null]);
  expect(output.said).toMatch(sentence);
});
