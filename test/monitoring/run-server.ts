import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { root } from '../run-culprit.ts';

/** The server in a process of its own, as an operator runs it; `lines` are those that it logs. */
export async function runServer(environment: Record<string, string>) {
  const env = { ...process.env, CULPRIT_PORT: '0', CULPRIT_LOG_LEVEL: 'info', ...environment };
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], { env, cwd: root });
  const ended = once(child, 'close');
  let logged = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    logged += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(said)));
  });
  return {
    url,
    stop: async (): Promise<string[]> => {
      child.kill('SIGTERM');
      await ended;
      return logged.trim().split('\n');
    },
  };
}

/** Sends a request with any header; fetch keeps `host` for itself. */
export const send = (
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end(body);
  });
