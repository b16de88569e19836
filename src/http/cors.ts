import type { Context } from 'hono';
import type { Answer } from './answer.ts';

type Headers = Readonly<Record<string, string>>;

export interface Cors {
  /** For any answer. */
  headers(context: Context): Headers;
  /** The answer to a browser that asks whether it may ask; `null`: it is none of those. It carries no key. */
  preflight(context: Context): Answer | null;
}

/** So long browsers remember what they were allowed. */
const REMEMBERED_SECONDS = 600;

const permitted: Headers = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-match, x-request-id',
  'access-control-max-age': String(REMEMBERED_SECONDS),
};

const EXPOSED = 'etag, location, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-request-id';

/**
 * Which web pages may ask: those of the origins, exactly as listed, with a key that they hold themselves (browsers send
 * no cookie or certificate of theirs along). Without origins nothing is said, so that browsers keep all pages out.
 */
export function corsFor(origins: readonly string[]): Cors {
  if (origins.length === 0) return { headers: () => ({}), preflight: () => null };
  const allowed = new Set(origins);
  const headers = ({ req }: Context): Headers => {
    const origin = req.header('origin');
    if (origin === undefined || !allowed.has(origin)) return { vary: 'origin' };
    return {
      vary: 'origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': EXPOSED,
    };
  };
  return {
    headers,
    preflight({ req }) {
      const asks = req.method === 'OPTIONS' && req.header('access-control-request-method') !== undefined;
      const origin = req.header('origin');
      if (!asks || origin === undefined || !allowed.has(origin)) return null;
      return { status: 204, body: null, headers: permitted };
    },
  };
}
