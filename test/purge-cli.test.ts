import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCase } from '../src/cases/open-case.ts';
import { caseDeps, forwarding } from './case-deps.ts';
import { read } from './http-app.ts';
import { culprit, startCulprit } from './run-culprit.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-purge-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A database of one case that is years old; `id` is the case's. */
async function oldDatabase(name: string) {
  const CULPRIT_DATABASE = join(folder, name);
  const deps = await caseDeps({ database: CULPRIT_DATABASE });
  const { id } = (await openCase(deps, { evidence: forwarding(0), idempotency: null })).case;
  await deps.store.close();
  return { env: { CULPRIT_DATABASE }, id };
}

it('purges the cases that are older than it is told, after showing them', async () => {
  const { env, id } = await oldDatabase('old.db');
  const dry = await culprit(['purge', '--older-than', '30', '--dry-run'], { env });
  expect(dry).toMatchObject({ code: 0, out: `1 case would be purged.\n${id}\n` });
  const kept = { ...env, CULPRIT_RETENTION_DAYS: '36500' };
  expect(await culprit(['purge'], { env: kept })).toMatchObject({ code: 0, out: '0 cases purged.\n' });
  const limited = { ...env, CULPRIT_RETENTION_DAYS: '30' };
  const { out } = await culprit(['purge', '--json'], { env: limited });
  expect(JSON.parse(out)).toEqual({ purged: [id], isDryRun: false, isClean: true });
}, 60_000);

it('purges one case', async () => {
  const { env, id } = await oldDatabase('one.db');
  const dry = await culprit(['purge', '--case', id, '--dry-run'], { env });
  expect(dry).toMatchObject({ code: 0, out: `1 case would be purged.\n${id}\n` });
  expect(await culprit(['purge', '--case', id], { env })).toMatchObject({ code: 0, out: '1 case purged.\n' });
  expect(await culprit(['purge', '--case', id], { env })).toMatchObject({ code: 2, out: '' });
}, 60_000);

it.each([
  [[], 'CULPRIT_RETENTION_DAYS'],
  [['--older-than', '0'], 'a number of days'],
])('purges nothing with %j', async (args, reason) => {
  const { env } = await oldDatabase(`none-${args.length}.db`);
  const { code, out, err } = await culprit(['purge', ...args], { env });
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(reason)]);
});

it('is done by a server that is told for how long to keep cases, and counted', async () => {
  const { env, id } = await oldDatabase('served.db');
  const server = await startCulprit({ ...env, CULPRIT_RETENTION_DAYS: '30' });
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  await expect.poll(metrics, { timeout: 20_000 }).toContain('culprit_cases_purged_total 1\n');
  expect((await fetch(`${server.url}/v1/cases/${id}`)).status).toBe(404);
  const { items } = await read('AuditPage', fetch(`${server.url}/v1/audit?limit=1`));
  expect(items).toMatchObject([{ actor: 'system', action: 'purge-case', target: `case:${id}` }]);
  expect(await server.stop()).toBe(0);
}, 60_000);
