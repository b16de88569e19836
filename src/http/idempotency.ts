import type { Context } from 'hono';
import { type Actor, nameOf } from '../access/actor.ts';
import type { Idempotency } from '../cases/deps.ts';
import { CulpritError } from '../lib/errors.ts';
import { sha256 } from '../lib/ids.ts';
import type { HttpDeps } from './http-deps.ts';

/** The hash of the request's idempotency key, and what tells the request from others: actor, method, path, query, type and body. */
export function idempotencyOf(
  { schemas, redaction, actor }: Pick<HttpDeps, 'schemas' | 'redaction'> & { actor: Actor },
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
  const request = JSON.stringify([req.method, req.path, nameOf(actor), query, type, sha256(body)]);
  // Keyed, as whoever reads the database could try passwords until the hash of a body is met.
  return { key: sha256(key), fingerprint: redaction.fingerprint(request) };
}
