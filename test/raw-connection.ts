import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawConnection {
  socket: Socket;
  /** All that has come back. */
  answer(): string;
  /** Resolves with it when the connection is closed. */
  closed: Promise<string>;
}

/** A connection over which bytes are sent as they are. */
export async function rawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const closed = once(socket, 'close').then(() => answer);
  await once(socket, 'connect');
  return { socket, answer: () => answer, closed };
}

/** The head of a request of ours, up to its empty line. */
export const head = (request: string, headers: Readonly<Record<string, string | number>> = {}): string =>
  `${[`${request} HTTP/1.1`, 'Host: 127.0.0.1', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`;
