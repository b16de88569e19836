import type { Context } from 'hono';

/** The connection that a request came over, which @hono/node-server hands over beside it; none in requests of tests. */
export function socketOf({ env }: Context): { remoteAddress?: unknown } | null {
  const socket: unknown = env?.incoming?.socket;
  return typeof socket === 'object' ? socket : null;
}
