import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-culprit.ts';
import { otlpReceiver } from './otlp-receiver.ts';
import { runServer, send } from './run-server.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** What a server logs in a short life: a request, one that is refused, one that fails; and what one logs that finds a conflict. */
export async function logExamples(folder: string): Promise<string[]> {
  const collector = await otlpReceiver();
  const database = join(folder, 'culprit.db');
  const first = await runServer({
    CULPRIT_DATABASE: database,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const ids = (id: string) => ({ 'x-request-id': id, traceparent, 'content-type': 'text/plain' });
  await send(`${first.url}/v1/cases`, {
    method: 'POST',
    headers: ids('bot-1'),
    body: 'net.ipv4.ip_forward = 0',
  });
  await send(`${first.url}/v1/cases`, { headers: { ...ids('bot-2'), host: 'elsewhere.example' } });
  for (const end of ['', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true });
  await send(`${first.url}/readyz`, { headers: ids('probe-1') });
  const lines = await first.stop();
  await collector.stop();
  return [...lines, ...(await conflictLines(folder))];
}

/** A rule of the folder is changed without a version after its first import. */
async function conflictLines(folder: string): Promise<string[]> {
  const rules = join(folder, 'rules');
  cpSync(join(root, 'rules'), rules, { recursive: true });
  const settings = { CULPRIT_RULES: rules, CULPRIT_DATABASE: join(folder, 'conflict.db') };
  await (await runServer(settings)).stop();
  const file = join(rules, 'host/ip-forward-disabled.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"title": "[^"]*"/, '"title": "Changed"'));
  rmSync(join(rules, 'rules.lock.json'));
  const lines = await (await runServer(settings)).stop();
  return lines.filter((line) => line.includes('stays out'));
}

/** A line with what differs from run to run replaced. */
export function steady(line: string): string {
  return line
    .replace(/"time":"[^"]*"/, '"time":"2026-11-21T09:15:00.000Z"')
    .replace(/"activatedAt":"[^"]*"/, '"activatedAt":"2026-11-21T09:14:59.000Z"')
    .replace(/"ms":[\d.]+/, '"ms":1.23')
    .replace(/"sha256:[0-9a-f]{64}"/, '"sha256:3b76…"')
    .replace(/127\.0\.0\.1:\d+/, '127.0.0.1:8321')
    .replace(/"rules":\d+/, '"rules":165')
    .replace(/"version":\d+,"message"/, '"version":1,"message"')
    .replace(/version \d+ was published/, 'version 1 was published')
    .replace(/make the file version \d+/, 'make the file version 2')
    .replaceAll(/"frames":\[[^\]]*\]/g, '"frames":["at …"]');
}
