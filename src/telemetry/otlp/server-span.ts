import { SpanKind, type SpanOptions } from '@opentelemetry/api';
import type { TracedRequest } from '../../lib/trace.ts';

/** The methods of HTTP's registry; others could be anything. */
const methods = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'QUERY',
]);

/**
 * Name and attributes of a request by OpenTelemetry's conventions for HTTP servers. The path and the query stay out:
 * clients put evidence there, and keys; `http.route` says which operation it was.
 */
export function serverSpan({ method, route, url, requestId }: TracedRequest): {
  name: string;
  options: SpanOptions;
} {
  const known = methods.has(method) ? method : '_OTHER';
  const named = known === '_OTHER' ? 'HTTP' : known;
  return {
    name: route === null ? named : `${named} ${route}`,
    options: {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': known,
        ...(route !== null && { 'http.route': route }),
        ...addressOf(url),
        'culprit.request_id': requestId,
      },
    },
  };
}

function addressOf(url: string): Record<string, string | number> {
  const { protocol, hostname, port } = new URL(url);
  return {
    'url.scheme': protocol.slice(0, -1),
    'server.address': hostname,
    ...(port !== '' && { 'server.port': Number(port) }),
  };
}
