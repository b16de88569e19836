import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testApp } from '../test/http-app.ts';
import { packageRoot } from './lib/package-root.ts';

it('warns of a rules folder without a lock, and takes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  cpSync(join(packageRoot(), 'rules'), folder, { recursive: true });
  const warned = async () => {
    const app = await testApp({ CULPRIT_RULES: folder });
    await app.close();
    return app.logged.map(({ msg }) => msg);
  };
  expect(await warned()).not.toContain('the rules have no lock');
  rmSync(join(folder, 'rules.lock.json'));
  expect(await warned()).toContain('the rules have no lock');
  rmSync(folder, { recursive: true });
});
