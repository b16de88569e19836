import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forwardingOff, read, type TestApp, testApp } from '../http-app.ts';
import { root } from '../run-culprit.ts';

/** An app that has answered requests of every kind once, so that its metrics have their series. */
export async function busyApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const app = await testApp(environment);
  const paste = readFileSync(join(root, 'docs/examples/stale-arp-entry.txt'), 'utf8');
  await app.paste('/v1/diagnoses', paste);
  await app.paste(
    '/v1/diagnoses',
    'a line that nothing understands, with Authorization: Bearer c2VjcmV0LXRva2Vu',
  );
  const { id } = await read('Case', app.post('/v1/cases', forwardingOff));
  await app.paste(`/v1/cases/${id}/evidence`, 'net.ipv4.ip_forward = 0\nand a line more');
  await app.post(`/v1/cases/${id}/confirmation`, { rule: 'host.ip-forward-disabled' });
  await app.get('/v1/no-such-path');
  await app.get('/v1/cases', { authorization: 'Bearer culprit_no-such-key' });
  await app.get('/healthz', { host: 'elsewhere.example' });
  await app.get('/v1/facts', { host: 'elsewhere.example' });
  return app;
}
