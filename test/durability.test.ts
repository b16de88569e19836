import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../src/storage/open-store.ts';

/** Lets cases be opened until this many are stored, kills the process, and returns the ids that it had printed. */
async function killAfter(count: number, file: string): Promise<string[]> {
  const program = join(import.meta.dirname, 'open-cases-until-killed.ts');
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.split('\n').length > count) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  // A line that was cut off was not acknowledged.
  return printed.split('\n').slice(0, -1);
}

it('loses nothing that was acknowledged when the process is killed, time and again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-killed-'));
  const file = join(folder, 'a.db');
  const acknowledged: string[] = [];
  for (const count of [1, 50, 333]) acknowledged.push(...(await killAfter(count, file)));
  const store = await openStore({ database: file });
  expect(acknowledged.length).toBeGreaterThanOrEqual(384);
  for (const id of acknowledged) {
    expect(await store.findDiagnosis(id, 'latest')).toMatchObject({ answer: `{"id":"${id}"}` });
    expect(await store.listEvidence(id)).toMatchObject([{ evidence: { texts: [{ text: id.repeat(100) }] } }]);
  }
  await store.close();
  rmSync(folder, { recursive: true });
});

it('starts several processes on one new database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-several-'));
  const file = join(folder, 'a.db');
  const all = await Promise.all([1, 1, 1, 1].map((count) => killAfter(count, file)));
  const store = await openStore({ database: file });
  for (const id of all.flat()) expect(await store.findCase(id)).toMatchObject({ id });
  await store.close();
  rmSync(folder, { recursive: true });
});
