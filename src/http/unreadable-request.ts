import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { CulpritError } from '../lib/errors.ts';
import { TooBusy } from './load/too-busy.ts';
import { respond } from './mount-route.ts';
import { problemAnswer } from './problem.ts';

/** How long a client has to read why; then its connection is closed, whether or not it closes its own end. */
const LAST_MILLISECONDS = 1000;

type Headers = Readonly<Record<string, string>>;

const answerFor = (error: CulpritError) => problemAnswer(error, { requestId: 'none', path: '/' });

/** The answer to a request whose address or Host header is none. */
export const malformed = (headers: Headers): Response =>
  respond(
    answerFor(
      new CulpritError(
        'invalid-request',
        'The request is not HTTP as it should be: the address or the Host header.',
      ),
    ),
    headers,
  );

/** Answers what Node's HTTP parser gave up on, for which there is no request to hand to the app. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Duplex, headers: Headers): void {
  // Within an answer, another one would be taken for a part of it.
  if (!socket.writable || error.code === 'ECONNRESET' || socket.writableLength > 0)
    return void socket.destroy();
  const { status, body, type, headers: own } = answerFor(reasonOf(error));
  const lines = Object.entries({
    connection: 'close',
    'content-type': type,
    'content-length': Buffer.byteLength(body ?? ''),
    ...headers,
    ...own,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  setTimeout(() => socket.destroy(), LAST_MILLISECONDS).unref();
}

function reasonOf({ code }: { code?: string }): CulpritError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new TooBusy('timeout', 'The request took too long to arrive.');
  if (code === 'HPE_HEADER_OVERFLOW') return new CulpritError('too-large', 'The headers are too long.');
  return new CulpritError('invalid-request', 'The request is not HTTP as it should be.');
}
