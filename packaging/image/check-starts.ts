import { equal, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Built, type Place, runContained } from './contained.ts';
import { bearer, freePort, makeFirstKey, whileServing } from './serving.ts';

const root = join(import.meta.dirname, '../..');

/** Goes the way of docs/deployment.md, and throws where it does not lead on. */
export async function checkStarts({ files, config, folder }: Built): Promise<void> {
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

async function checkReadOnly(place: Place): Promise<void> {
  const [node = ''] = place.config.Entrypoint;
  const write = (path: string): Promise<{ code: number | null; err: string }> =>
    runContained(place, [node, '-e', `require('fs').writeFileSync('${path}', '')`]);
  for (const path of ['/x', '/app/x', '/nodejs/bin/node'])
    match((await write(path)).err, /EROFS|ETXTBSY|EACCES/, path);
  for (const path of ['/data/x', '/tmp/x']) equal((await write(path)).code, 0, path);
}
