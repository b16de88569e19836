import type { Context } from 'hono';
import { type Actor, nameOf } from '../access/actor.ts';
import { Unauthenticated } from '../access/refusal.ts';
import type { Trace } from '../lib/trace.ts';
import type { Answer } from './answer.ts';
import type { Edge } from './edge.ts';
import type { HttpDeps } from './http-deps.ts';
import { socketOf } from './load/socket-of.ts';
import { overloaded } from './load/too-busy.ts';
import type { Route } from './route.ts';

type Deps = Pick<HttpDeps, 'authenticate' | 'edge' | 'requestBytes'>;

declare module 'hono' {
  interface ContextVariableMap {
    /** Resolves when the request, whose body is there, may be worked on. */
    turn?: () => Promise<void>;
  }
}

/** Throws `overloaded` when no further request can be taken on now, whoever asks. */
export function requireRoom({ edge }: Pick<Deps, 'edge'>, context: Context): void {
  const { lifecycle, delay } = edge;
  lifecycle.requireRunning();
  if (isSurplus(edge, context)) throw overloaded('There are too many connections');
  if (delay.isTooLate()) throw overloaded('Requests come faster than they can be answered');
}

/** Whether the request came over a connection above the bound. */
export function isSurplus({ surplus }: Pick<Edge, 'surplus'>, context: Context): boolean {
  const socket = socketOf(context);
  return socket !== null && surplus.has(socket);
}

/** Who asks. Rejects with `unauthenticated` or, before the key is looked at, `rate-limited`. */
export async function whoAsks({ authenticate, edge }: Deps, context: Context): Promise<Actor> {
  const address = edge.addressOf(context);
  const authorization = context.req.header('authorization');
  edge.limits.checkAddress(address);
  edge.limits.checkRefusals(address, authorization);
  try {
    const actor = await authenticate(authorization);
    if (actor.kind !== 'local') edge.limits.accept(authorization);
    return actor;
  } catch (error) {
    if (error instanceof Unauthenticated) edge.limits.refuse(address);
    throw error;
  }
}

/** Lets a request in, handles it in its turn, and answers in time. Rejects with `overloaded` when it cannot. */
export async function handleInTurn(
  { edge, requestBytes }: Deps,
  context: Context,
  { handle, actor, trace }: { handle: Route['handle']; actor: Actor; trace: Trace },
): Promise<Answer> {
  const bytes = bodyBytes(context, requestBytes);
  const ticket = edge.admission.enter(bytes, actor.kind === 'local' ? null : nameOf(actor));
  return await inTime(edge.answerMilliseconds, async (start) => {
    const turn = (): Promise<void> => {
      start();
      return ticket.turn();
    };
    try {
      // A slow body takes nobody's place: its request's turn comes when it has been read.
      if (bytes === 0) await turn();
      else context.set('turn', turn);
      return await handle(context, actor, trace);
    } finally {
      ticket.leave();
    }
  });
}

/** How much memory a request's body may take: the longest there may be, when its length is not announced. */
function bodyBytes({ req }: Context, limit: number): number {
  if (req.method !== 'POST' && req.method !== 'PUT') return 0;
  const announced = req.header('content-length');
  if (announced !== undefined) return Math.min(Number(announced), limit);
  return req.header('transfer-encoding') === undefined ? 0 : limit;
}

/**
 * What takes longer from its `start` goes on, as it cannot be stopped, and keeps its place until then; nobody waits for it
 * any more.
 */
function inTime(milliseconds: number, work: (start: () => void) => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = `There was no answer within ${milliseconds / 1000} s; it may be done all the same`;
    let timer: NodeJS.Timeout | undefined;
    const start = (): void => {
      timer = setTimeout(() => reject(overloaded(late)), milliseconds);
    };
    work(start)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
