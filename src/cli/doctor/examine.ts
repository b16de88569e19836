import { type Environment, inspectSettings } from '../../config.ts';
import type { Ask } from './ask.ts';
import { checkStoredTimes } from './clock-check.ts';
import type { Finding } from './finding.ts';
import { checkKeys } from './keys-check.ts';
import { checkFolder, checkInForce } from './rulebook-check.ts';
import { checkRuntime } from './runtime-check.ts';
import { checkSettings } from './settings-check.ts';

/** Looks at everything that `culprit doctor` looks at; `environment`: in place of the process's own. Rejects for nothing that is broken. */
export async function examine({
  server,
  environment,
}: {
  server?: string | undefined;
  environment?: Environment;
}): Promise<Finding[]> {
  const inspected = inspectSettings(environment);
  const { config, hasIssuer } = inspected;
  const folder = checkFolder(config.rules);
  const ask: Ask = async (store) => [
    ...(store === null ? [] : await checkInForce(store, folder.rules)),
    ...checkKeys((await store?.listKeys()) ?? [], { host: config.host, hasIssuer }),
    ...(store === null ? [] : await checkStoredTimes(store)),
  ];
  return [
    ...checkSettings(inspected),
    ...folder.findings,
    ...(await checkDatabase(config, ask)),
    ...checkRuntime(),
    ...(server === undefined
      ? []
      : await (await import('./server-check.ts')).checkServer(server, config.apiKey)),
  ];
}

/** The drivers are loaded last: what they need may be what is broken. */
async function checkDatabase(
  { database, databaseUrl }: { database: string; databaseUrl: string | undefined },
  ask: Ask,
): Promise<Finding[]> {
  if (databaseUrl === undefined) return (await import('./sqlite-check.ts')).checkSqlite(database, ask);
  return (await import('./postgres-check.ts')).checkPostgres(databaseUrl, ask);
}
