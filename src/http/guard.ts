import type { Context } from 'hono';
import { CulpritError } from '../lib/errors.ts';
import { isLoopback } from '../lib/loopback.ts';

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a web page in a browser on this machine could send here: requests under a name that its owner
 * pointed at us (DNS rebinding), and writes from another origin, which need no permission when they are texts.
 */
export function guard({ req }: Context): void {
  const host = req.header('host');
  if (host !== undefined && !isLoopback(hostname(host)))
    throw new CulpritError('forbidden', 'Without keys, requests are answered under a loopback name only.');
  const origin = req.header('origin');
  if (origin !== undefined && !reads.has(req.method) && origin !== `http://${host}`)
    throw new CulpritError('forbidden', 'Pages of other origins may not send requests here.');
}

/** A Host header's name without its port. */
const hostname = (host: string): string => host.replace(/:[0-9]*$/, '');
