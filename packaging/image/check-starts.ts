import { equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImageConfig } from './buildah.ts';
import { type Contained, type Place, runContained, startContained } from './contained.ts';

const root = join(import.meta.dirname, '../..');

/** Goes the way of docs/deployment.md, and throws where it does not lead on. */
export async function checkStarts({
  files,
  config,
  folder,
}: {
  files: string;
  config: ImageConfig;
  folder: string;
}): Promise<void> {
  const data = join(folder, 'data');
  // A new volume is what the image has there, owner included.
  execFileSync('cp', ['-a', join(files, 'data'), data]);
  const port = await freePort();
  const place: Place = { files, data, config, env: { CULPRIT_PORT: String(port) } };
  const url = `http://127.0.0.1:${port}`;
  await checkReadOnly(place);
  const key = await makeFirstKey(place);
  const id = await whileServing(place, async () => {
    equal((await fetch(`${url}/v1/rules`)).status, 401);
    const evidence = readFileSync(join(root, 'docs/examples/stale-arp-entry.txt'), 'utf8');
    const opened = await fetch(`${url}/v1/cases`, { method: 'POST', body: evidence, headers: bearer(key) });
    equal(opened.status, 201, await opened.clone().text());
    const { id } = (await opened.json()) as { id: string };
    return id;
  });
  await whileServing(place, async () => {
    const kept = await fetch(`${url}/v1/cases/${id}`, { headers: bearer(key) });
    equal(kept.status, 200);
    match(await kept.text(), /host\.stale-arp-entry/);
  });
  for (const verb of ['backup', 'restore']) {
    const { code, err } = await runContained(place, [...config.Entrypoint, verb, '/data/backup.db']);
    equal(code, 0, err);
  }
}

const bearer = (key: string): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  'content-type': 'text/plain',
});

async function checkReadOnly(place: Place): Promise<void> {
  const [node = ''] = place.config.Entrypoint;
  const write = (path: string): Promise<{ code: number | null; err: string }> =>
    runContained(place, [node, '-e', `require('fs').writeFileSync('${path}', '')`]);
  for (const path of ['/x', '/app/x', '/nodejs/bin/node'])
    match((await write(path)).err, /EROFS|ETXTBSY|EACCES/, path);
  for (const path of ['/data/x', '/tmp/x']) equal((await write(path)).code, 0, path);
}

/** Without a key the image refuses to start; what waits for one ends when it is made. */
async function makeFirstKey(place: Place): Promise<string> {
  const { Entrypoint: culprit, Cmd } = place.config;
  const refused = await runContained(place, [...culprit, ...Cmd]);
  equal(refused.code, 1);
  match(refused.err, /"culprit keys create" makes a key/);
  const waiting = await startContained(place, [...culprit, 'keys', 'wait']);
  await until(() => waiting.err().includes('There is no key'), waiting);
  const made = await runContained(place, [
    ...culprit,
    ...['keys', 'create', '--name', 'first', '--scope', 'admin'],
  ]);
  equal(made.code, 0, made.err);
  equal(await waiting.ended, 0);
  ok(!waiting.err().includes(made.out.trim()));
  return made.out.trim();
}

/** Serves until the health check is content, works, and stops it with the image's signal. */
async function whileServing<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const { Entrypoint, Cmd, Healthcheck, StopSignal } = place.config;
  const healthy = async (): Promise<boolean> =>
    (await runContained(place, Healthcheck.Test.slice(1))).code === 0;
  equal(await healthy(), false);
  const server = await startContained(place, [...Entrypoint, ...Cmd]);
  await until(healthy, server);
  const done = await work();
  server.kill(StopSignal as NodeJS.Signals);
  equal(await server.ended, 0, server.err());
  return done;
}

async function until(holds: () => boolean | Promise<boolean>, { err }: Contained): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries === 300) throw new Error(`It did not come to that:\n${err()}`);
    await pause(100);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}
