import { type App, createApp } from '../src/app.ts';
import type { Store } from '../src/cases/ports.ts';
import { readConfig } from '../src/config.ts';
import type { components } from '../src/http/openapi-types.ts';
import { createLogger } from '../src/lib/log.ts';

export interface TestApp extends App {
  /** The log's lines, parsed. */
  logged: Record<string, unknown>[];
  /** Sends JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends a text as curl does by default. */
  paste(
    path: string,
    text: string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Sends JSON with PUT. */
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** The whole product on a database in memory, without a socket. */
export async function testApp(
  environment: Record<string, string> = {},
  { store }: { store?: Store } = {},
): Promise<TestApp> {
  const logged: Record<string, unknown>[] = [];
  const logger = createLogger('trace', { write: (line: string) => void logged.push(JSON.parse(line)) });
  const config = readConfig({ CULPRIT_DATABASE: ':memory:', ...environment });
  const app = await createApp(config, { logger, ...(store === undefined ? {} : { store }) });
  const send = async (path: string, init: RequestInit) => app.http.request(path, init);
  return {
    ...app,
    logged,
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    put: (path, body, headers = {}) =>
      send(path, {
        method: 'PUT',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    paste: (path, text, headers = {}) =>
      send(path, {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    get: (path, headers = {}) => send(path, { headers }),
  };
}

/** What is wrong on one machine, as JSON evidence. */
export const forwardingOff = {
  facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: 'node-1' }],
};

type Schemas = components['schemas'];

/** An answer's body. */
export async function read<Name extends keyof Schemas>(
  _name: Name,
  response: Response | Promise<Response>,
): Promise<Schemas[Name]> {
  // Answers are held to the schemas of these types by test/openapi.test.ts.
  return (await (await response).json()) as Schemas[Name];
}
