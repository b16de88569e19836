import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CulpritError } from '../lib/errors.ts';
import { respond } from './mount-route.ts';
import { problemAnswer } from './problem.ts';

export interface Listening {
  /** `http://127.0.0.1:8321`. */
  url: string;
  /** Takes no more requests, and resolves when those under way are answered, at the latest after `graceMilliseconds`. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** A whole request must have arrived after this long. */
const REQUEST_MILLISECONDS = 60_000;

/** Serves the app. Rejects with `invalid-setting` when the address cannot be had. */
export async function listen(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  const listener = getRequestListener(app.fetch, {
    // For HTTP/1.0, which knows no Host header.
    hostname: 'localhost',
    errorHandler: () => malformed('the address or the Host header'),
  });
  const server = createServer({ requestTimeout: REQUEST_MILLISECONDS }, listener);
  server.on('clientError', refuseMalformed);
  await bind(server, host, port);
  return { url: urlOf(server.address(), host), stop: (grace) => stop(server, grace) };
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

function stop(server: Server, graceMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that has answered its last request is idle, and would be kept for the next one.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve();
    });
  });
}

const malformed = (what: string): Response => {
  const error = new CulpritError('invalid-request', `The request is not HTTP as it should be: ${what}.`);
  return respond(problemAnswer(error, { requestId: 'none', path: '/' }), 'none');
};

/** Answers what Node's HTTP parser gave up on, for which there is no request to hand to the app. */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW';
  const { status, body, type } = problemAnswer(
    new CulpritError(
      tooLong ? 'too-large' : 'invalid-request',
      tooLong ? 'The headers are too long.' : 'The request is not HTTP as it should be.',
    ),
    { requestId: 'none', path: '/' },
  );
  socket.end(
    `HTTP/1.1 ${status} ${status === 413 ? 'Content Too Large' : 'Bad Request'}\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body ?? '')}\r\n\r\n${body}`,
  );
}
