import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { culprit, root, run, startCulprit } from './run-culprit.ts';

const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

/** The commands of a part of the page, in their order. */
function commandsOf(heading: string): string[] {
  const part = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return [...part.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim());
}

let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-operations-'));
  mkdirSync(join(folder, 'backups'));
  const program = join(folder, 'culprit');
  writeFileSync(program, `#!/bin/sh\nexec ${process.execPath} ${join(root, 'src/cli/main.ts')} "$@"\n`);
  chmodSync(program, 0o755);
  env = { PATH: `${folder}:${process.env['PATH']}`, CULPRIT_DATABASE: join(folder, 'culprit.db') };
  await culprit(['keys', 'list'], { env });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command as it is written, but in the folder of this test. */
const runFromPage = (command: string) =>
  run('sh', ['-c', command.replaceAll(/\/(?=backups\/|tmp\/)/g, `${folder}/`)], { env });

it('backs up and restores with the commands of its part', { timeout: 120_000 }, async () => {
  const commands = commandsOf('Backup and restore');
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const { code, err } = await runFromPage(command);
    expect(code, `${command}\n${err}`).toBe(0);
  }
  expect(['backups/culprit.db', 'tmp/trial.db'].map((file) => existsSync(join(folder, file)))).toEqual([
    true,
    true,
  ]);
});

it('purges with the commands of its part', { timeout: 120_000 }, async () => {
  const commands = commandsOf('Retention');
  expect(commands).toHaveLength(2);
  for (const command of commands)
    expect(await runFromPage(command)).toMatchObject({ code: 0, out: expect.stringMatching(/^0 cases /) });
});

it('looks at an installation with the commands of its part', { timeout: 120_000 }, async () => {
  const [here = '', server = '', ...others] = commandsOf('Doctor');
  expect(others).toEqual([]);
  expect(await runFromPage(here)).toMatchObject({ code: 0, out: expect.stringContaining(' 0 failures') });
  const running = await startCulprit({ CULPRIT_DATABASE: join(folder, 'culprit.db') });
  const asked = await runFromPage(server.replace('http://127.0.0.1:8321', running.url));
  await running.stop();
  expect(asked).toMatchObject({ code: 0, out: expect.stringContaining('It is ready.') });
});
