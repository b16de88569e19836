import { equal } from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../test/postgres-server.ts';
import type { Built, Place } from './contained.ts';
import { bearer, freePort, makeFirstKey, whileServing } from './serving.ts';

/** Starts two servers of the image on one empty PostgreSQL database, and reads from one what the other has kept. */
export async function checkReplicas({ files, config, folder }: Built): Promise<void> {
  const postgres = await startPostgres();
  try {
    const DATABASE_URL = await postgres.createDatabase();
    // What nobody may write to: no replica needs a volume.
    const data = join(folder, 'no-data');
    mkdirSync(data, { mode: 0o555 });
    const replica = async (): Promise<Place & { url: string }> => {
      const port = await freePort();
      const env = { DATABASE_URL, CULPRIT_PORT: String(port) };
      return { files, config, data, env, url: `http://127.0.0.1:${port}` };
    };
    const one = await replica();
    const other = await replica();
    const headers = bearer(await makeFirstKey(one));
    await whileServing(one, () =>
      whileServing(other, async () => {
        const opened = await fetch(`${one.url}/v1/cases`, {
          method: 'POST',
          body: 'net.ipv4.ip_forward = 0',
          headers,
        });
        equal(opened.status, 201, await opened.clone().text());
        const { id } = (await opened.json()) as { id: string };
        equal((await fetch(`${other.url}/v1/cases/${id}`, { headers })).status, 200);
      }),
    );
  } finally {
    await postgres.stop();
  }
}
