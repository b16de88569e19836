import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMilliseconds } from '../lib/clock.ts';

export interface ConnectionSettings {
  /** Above so many, a connection is answered once and closed. */
  connections: number;
  /** Of answers that wait for their clients. */
  heldBytes: number;
  /** Until a client must have taken an answer. */
  answerSeconds: number;
}

/** How many connections above the bound are answered at all; the rest is closed as it comes. */
const SURPLUS = 200;

const SWEEP_MILLISECONDS = 250;

/** An answer that has waited for less may be on its way. */
const STALLED_MILLISECONDS = 1000;

/**
 * Bounds connections, and what waits in them for clients that do not read. Those above the bound are put into `surplus`,
 * and idle ones are closed to make room.
 */
export function boundConnections(
  server: Server,
  { connections, heldBytes, answerSeconds }: ConnectionSettings,
  surplus: WeakSet<object>,
): void {
  const open = new Set<Socket>();
  const waiting = new WaitingAnswers(heldBytes, answerSeconds * 1000);
  server.maxConnections = connections + SURPLUS;
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (open.size <= connections) return;
    surplus.add(socket);
    server.closeIdleConnections();
  });
  const sweep = setInterval(() => waiting.sweep(open), SWEEP_MILLISECONDS);
  sweep.unref();
  server.once('close', () => clearInterval(sweep));
}

/** Answers that clients have not taken yet. Node keeps what the network does not take, without bound. */
class WaitingAnswers {
  readonly #bytes: number;
  readonly #milliseconds: number;
  /** Since when something has been waiting. */
  #since = new Map<Socket, number>();

  constructor(bytes: number, milliseconds: number) {
    this.#bytes = bytes;
    this.#milliseconds = milliseconds;
  }

  /** Closes connections that have not taken theirs in time, and the fullest when all together hold too much. */
  sweep(open: Iterable<Socket>): void {
    const now = monotonicMilliseconds();
    const full = [...open].filter(({ writableLength }) => writableLength > 0);
    this.#since = new Map(full.map((socket) => [socket, this.#since.get(socket) ?? now]));
    let held = full.reduce((sum, { writableLength }) => sum + writableLength, 0);
    for (const socket of full.sort((a, b) => b.writableLength - a.writableLength)) {
      const waited = now - (this.#since.get(socket) ?? now);
      const limit = held > this.#bytes ? STALLED_MILLISECONDS : this.#milliseconds;
      if (waited < limit) continue;
      held -= socket.writableLength;
      socket.destroy();
    }
  }
}
