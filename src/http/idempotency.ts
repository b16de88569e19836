import type { Context } from 'hono';
import type { Idempotency } from '../cases/deps.ts';
import { CulpritError } from '../lib/errors.ts';
import { sha256 } from '../lib/ids.ts';
import type { HttpDeps } from './http-deps.ts';

/** The request's idempotency key, and what tells the request from others: method, path, query, type and body. */
export function idempotencyOf(
  { schemas }: Pick<HttpDeps, 'schemas'>,
  { req }: Context,
  body: Uint8Array,
): Idempotency | null {
  const key = req.header('idempotency-key');
  if (key === undefined) return null;
  try {
    schemas.check('IdempotencyKey', key, key.length);
  } catch (cause) {
    throw new CulpritError('invalid-request', 'Idempotency-Key must be 1 to 255 visible ASCII characters.', {
      cause,
    });
  }
  const query = req.url.slice(req.url.indexOf(req.path) + req.path.length);
  const type = req.header('content-type') ?? '';
  return { key, fingerprint: `${req.method} ${req.path} ${sha256(`${query}\n${type}`)} ${sha256(body)}` };
}
