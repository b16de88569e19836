import { equal, match, ok } from 'node:assert/strict';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Contained, type Place, runContained, startContained } from './contained.ts';

export const bearer = (key: string): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  'content-type': 'text/plain',
});

/** Without a key the image refuses to start; what waits for one ends when it is made. */
export async function makeFirstKey(place: Place): Promise<string> {
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
export async function whileServing<T>(place: Place, work: () => Promise<T>): Promise<T> {
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

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}
