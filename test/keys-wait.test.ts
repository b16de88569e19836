import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { culprit, root } from './run-culprit.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-keys-wait-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const createKey = (env: Record<string, string>) =>
  culprit(['keys', 'create', '--name', 'first', '--scope', 'admin'], { env });

/** `culprit keys wait`, once it has said that there is no key. */
function waiting(env: Record<string, string>) {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'keys', 'wait'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
  const began = new Promise<void>((resolve) =>
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (said.includes('There is no key')) resolve();
    }),
  );
  return { child, began, ended };
}

describe('culprit keys wait', () => {
  it('ends once another process has made the first key', async () => {
    const env = { CULPRIT_DATABASE: join(folder, 'later.db') };
    const { began, ended } = waiting(env);
    await began;
    expect((await createKey(env)).code).toBe(0);
    const { code, said } = await ended;
    expect([code, said]).toEqual([0, expect.stringContaining('"culprit keys create" makes one')]);
    expect(said).toMatch(/There is a key\.\n$/);
    expect(said).not.toMatch(/culprit_[0-9a-f]/);
  });

  it('ends at once when there is a key, or an issuer of tokens', async () => {
    const env = { CULPRIT_DATABASE: join(folder, 'before.db') };
    await createKey(env);
    expect(await culprit(['keys', 'wait'], { env })).toEqual({ code: 0, out: '', err: 'There is a key.\n' });
    const issuer = {
      CULPRIT_DATABASE: folder,
      CULPRIT_OIDC_ISSUER: 'https://issuer.example.com',
      CULPRIT_OIDC_AUDIENCE: 'culprit',
    };
    const { code, err } = await culprit(['keys', 'wait'], { env: issuer });
    expect([code, err]).toEqual([0, 'There is an OIDC issuer.\n']);
  });

  it('says what is wrong with the database, and does not wait for it', async () => {
    // A folder is no database.
    const { code, err } = await culprit(['keys', 'wait'], { env: { CULPRIT_DATABASE: folder } });
    expect([code, err]).toEqual([2, expect.stringContaining(folder)]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s, with a status that is not success', async (signal) => {
    const { child, began, ended } = waiting({ CULPRIT_DATABASE: join(folder, `${signal}.db`) });
    await began;
    child.kill(signal);
    expect((await ended).code).toBe(2);
  });
});
