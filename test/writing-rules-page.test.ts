import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, run, startCulprit } from './run-culprit.ts';

const page = readFileSync(join(root, 'docs/writing-rules.md'), 'utf8');
const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);

let checkout: string;
let server: Awaited<ReturnType<typeof startCulprit>>;

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), 'culprit-walk-'));
  for (const part of ['src', 'rules', 'migrations', 'docs', 'package.json', 'openapi.yaml', 'tsconfig.json'])
    cpSync(join(root, part), join(checkout, part), { recursive: true });
  // The commands that npm runs find what they need where npm ci would have put it.
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  server = await startCulprit({ CULPRIT_DATABASE: join(checkout, 'culprit.db') });
});
afterAll(async () => {
  await server.stop();
  rmSync(checkout, { recursive: true });
});

it('takes an author from an incident to a rule in force and back, each command as it is written', {
  timeout: 240_000,
}, async () => {
  expect(blocks.length).toBeGreaterThanOrEqual(12);
  const script = blocks.join('\necho "--- next"\n').replaceAll('http://127.0.0.1:8321', server.url);
  const { code, out, err } = await run('bash', ['-euo', 'pipefail', '-c', `cd ${checkout}\n${script}`], {
    env: { CULPRIT_DATABASE: join(checkout, 'culprit.db') },
  });
  expect(code, `${out}\n${err}`).toBe(0);
  const outputs = out.split('--- next\n');
  expect(outputs).toHaveLength(blocks.length);
  expect(outputs[1]).toContain('exit status 3');
  const answers = outputs.map((text) => text.trim());
  expect(answers.filter((text) => text.endsWith('"rule":"host.dnsmasq-port-taken"'))).toHaveLength(1);
  const exported = readFileSync(join(checkout, 'rules/host/dnsmasq-port-taken.json'), 'utf8');
  expect(JSON.parse(exported)).toMatchObject({ id: 'host.dnsmasq-port-taken', version: 1 });
  const lock = JSON.parse(readFileSync(join(checkout, 'rules/rules.lock.json'), 'utf8'));
  expect(lock.rules['host.dnsmasq-port-taken']).toMatchObject({ version: 1 });
});
