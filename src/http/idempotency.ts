import type { Context } from 'hono';
import { type Actor, nameOf } from '../access/actor.ts';
import type { Idempotency } from '../cases/deps.ts';
import { CulpritError } from '../lib/errors.ts';
import { sha256 } from '../lib/ids.ts';
import type { HttpDeps } from './http-deps.ts';

/** The request's idempotency key, and what tells the request from others: actor, method, path, query, type and body. */
export function idempotencyOf(
  { schemas, actor }: Pick<HttpDeps, 'schemas'> & { actor: Actor },
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
  const about = sha256(JSON.stringify([nameOf(actor), query, type]));
  return { key, fingerprint: `${req.method} ${req.path} ${about} ${sha256(body)}` };
}
