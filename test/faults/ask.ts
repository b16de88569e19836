import type { components } from '../../src/http/openapi-types.ts';

type Schemas = components['schemas'];

export interface Sent {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  /** JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  status: number;
  text: string;
  headers: Headers;
  milliseconds: number;
}

/** Asks a server; `null`: the connection ended before the whole answer had come. Rejects after a minute of silence. */
export type Ask = (sent: Sent) => Promise<Reply | null>;

const MINUTE = 60_000;

export function asking(url: string, key?: string, onCut: () => void = () => {}): Ask {
  const bearer = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return async ({ method, path, body, headers }) => {
    const started = performance.now();
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...bearer,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        signal: AbortSignal.timeout(MINUTE),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const { status, headers: received } = response;
      return { status, text, headers: received, milliseconds: performance.now() - started };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError')
        throw new Error(`${method} ${path} got no answer within a minute`);
      onCut();
      return null;
    }
  };
}

/** An answer that must have come, with one of the statuses. */
export async function answered(reply: Promise<Reply | null>, ...statuses: number[]): Promise<Reply> {
  const got = await reply;
  if (got === null) throw new Error('The connection was cut.');
  if (!statuses.includes(got.status)) throw new Error(`${statuses} expected, got ${got.status}: ${got.text}`);
  return got;
}

/** An answer's body. */
export function bodyOf<Name extends keyof Schemas>(_name: Name, { text }: Reply): Schemas[Name] {
  // Answers are held to the schemas of these types by test/openapi.test.ts.
  return JSON.parse(text) as Schemas[Name];
}
