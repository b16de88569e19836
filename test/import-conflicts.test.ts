import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read, testApp } from './http-app.ts';
import { root } from './run-culprit.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-conflicts-'));
  cpSync(join(root, 'rules'), join(folder, 'rules'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

it('serves what was published, and says what stays out, when a file was changed without a version', async () => {
  const settings = { CULPRIT_RULES: join(folder, 'rules'), CULPRIT_DATABASE: join(folder, 'shared.db') };
  const first = await testApp(settings);
  const { title } = await read('Rule', first.get('/v1/rules/host.ip-forward-disabled'));
  expect(await read('ActivationPage', first.get('/v1/rulebooks'))).toMatchObject({ conflicts: [] });
  await first.close();

  const file = join(folder, 'rules/host/ip-forward-disabled.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(title, 'Changed without a version'));
  rmSync(join(folder, 'rules/rules.lock.json'));
  const second = await testApp(settings);
  const page = await read('ActivationPage', second.get('/v1/rulebooks'));
  expect(page.items).toHaveLength(1);
  expect(page.conflicts).toMatchObject([{ rule: 'host.ip-forward-disabled', version: 1 }]);
  expect((await read('Rule', second.get('/v1/rules/host.ip-forward-disabled'))).title).toBe(title);
  const warned = second.logged.filter(({ msg }) => msg === 'a rule of the folder stays out');
  expect(warned).toMatchObject([{ rule: 'host.ip-forward-disabled' }]);
  await second.close();
});
