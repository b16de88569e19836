import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CulpritError } from '../lib/errors.ts';
import { boundConnections, type ConnectionSettings } from './connections.ts';
import type { Edge } from './edge.ts';
import { malformed, refuseUnreadable } from './unreadable-request.ts';

export interface Listening {
  /** `http://127.0.0.1:8321`. */
  url: string;
  /**
   * Takes no more connections, and resolves when the requests under way are answered, at the latest after
   * `graceMilliseconds`. Tells how many were cut off.
   */
  stop(graceMilliseconds: number): Promise<{ cutOff: number }>;
}

export interface ListenSettings extends ConnectionSettings {
  host: string;
  port: number;
  headersSeconds: number;
  requestSeconds: number;
  idleSeconds: number;
}

/**
 * An idle connection is closed so much later than its client was told: on a busy moment, a request that is on its way would
 * meet a closed one.
 */
const IDLE_BUFFER_MILLISECONDS = 15_000;

/** How often connections are looked at whose time is over. */
const CHECK_MILLISECONDS = 500;

/** Serves the app. Rejects with `invalid-setting` when the address cannot be had. */
export async function listen(app: Hono, settings: ListenSettings, edge: Edge): Promise<Listening> {
  const listener = getRequestListener(app.fetch, {
    // For HTTP/1.0, which knows no Host header.
    hostname: 'localhost',
    errorHandler: () => malformed(edge.headers),
    // It gives a client half a second to send what was not read, and then breaks its connection.
    autoCleanupIncoming: false,
  });
  const server = createServer(
    {
      // Node refuses a time for the headers that is longer than that for the whole.
      headersTimeout: Math.min(settings.headersSeconds, settings.requestSeconds) * 1000,
      requestTimeout: settings.requestSeconds * 1000,
      keepAliveTimeout: settings.idleSeconds * 1000,
      keepAliveTimeoutBuffer: IDLE_BUFFER_MILLISECONDS,
      connectionsCheckingInterval: CHECK_MILLISECONDS,
    },
    (incoming, outgoing) => {
      outgoing.once('finish', () => discardRest(incoming));
      return listener(incoming, outgoing);
    },
  );
  boundConnections(server, settings, edge.surplus);
  server.on('clientError', (error, socket) => refuseUnreadable(error, socket, edge.headers));
  await bind(server, settings.host, settings.port);
  return { url: urlOf(server.address(), settings.host), stop: (grace) => stop(server, grace) };
}

/** How long a client has for the rest of a body that was refused, so that it gets to read why. */
const REST_MILLISECONDS = 30_000;

function discardRest(incoming: IncomingMessage): void {
  if (incoming.complete || incoming.destroyed) return;
  const late = setTimeout(() => incoming.socket.destroy(), REST_MILLISECONDS);
  late.unref();
  incoming.once('close', () => clearTimeout(late)).resume();
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new CulpritError('invalid-setting', `Cannot listen on ${host}, port ${port}: ${cause.message}.`, {
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return `http://${host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host}:${port}`;
}

function stop(server: Server, graceMilliseconds: number): Promise<{ cutOff: number }> {
  return new Promise((resolve) => {
    let cutOff = 0;
    // A connection that has answered its last request is idle, and would be kept for the next one.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => {
      server.getConnections((_, count) => {
        cutOff = count;
        server.closeAllConnections();
      });
    }, graceMilliseconds);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve({ cutOff });
    });
  });
}
