import type { Context } from 'hono';
import { type Actor, nobody } from '../access/actor.ts';
import { monotonicMilliseconds } from '../lib/clock.ts';
import { CulpritError } from '../lib/errors.ts';
import { noTrace, type RequestTrace, type Trace, type Tracer } from '../lib/trace.ts';
import { handleInTurn, isSurplus, requireRoom, whoAsks } from './admit.ts';
import type { Answer } from './answer.ts';
import type { Edge } from './edge.ts';
import { guard } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';
import { TooBusy } from './load/too-busy.ts';
import { logFailure } from './log-failure.ts';
import { problemAnswer } from './problem.ts';
import type { Route } from './route.ts';

type Deps = Pick<
  HttpDeps,
  'requestId' | 'logger' | 'metrics' | 'tracer' | 'authenticate' | 'auditRefusal' | 'edge' | 'requestBytes'
>;

/** The route of all paths that are none of ours. */
export const UNKNOWN = 'unknown';

interface Mounted extends Pick<Route, 'handle' | 'open' | 'unlimited'> {
  requestId: string;
  trace: Trace;
}

/**
 * A route with all that each request gets: an id, an actor, problem details for errors, headers, a log line and a
 * measurement. One function, not a chain of middleware: a chain costs a third of the requests a second.
 */
export function mountRoute(
  deps: Deps,
  { path: route, ...mounted }: Omit<Route, 'method'>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const started = monotonicMilliseconds();
    const requestId = deps.requestId(context);
    const trace = deps.tracer === null ? null : startTrace(deps.tracer, context, { route, requestId });
    deps.metrics.requestBegun();
    const answer = await answerTo(deps, context, { ...mounted, requestId, trace: trace ?? noTrace });
    const milliseconds = monotonicMilliseconds() - started;
    const { method } = context.req;
    const { status } = answer;
    deps.metrics.request({ method, route, status, seconds: milliseconds / 1000 });
    trace?.end({ status });
    const ms = Math.round(milliseconds * 100) / 100;
    deps.logger.info({ requestId, method, route, status, ms, ...traceOf(trace) }, 'request');
    return respond(answer, { ...headersFor(deps.edge, context), 'x-request-id': requestId });
  };
}

const startTrace = (
  tracer: Tracer,
  { req }: Context,
  { route, requestId }: { route: string; requestId: string },
): RequestTrace =>
  tracer.start({
    method: req.method,
    route: route === UNKNOWN ? null : route,
    url: req.url,
    header: (name) => req.header(name),
    requestId,
  });

const traceOf = (trace: Trace | null): { traceId?: string } =>
  trace?.traceId ? { traceId: trace.traceId } : {};

async function answerTo(deps: Deps, context: Context, mounted: Mounted): Promise<Answer> {
  const { handle, open, unlimited, requestId, trace } = mounted;
  let actor: Actor | null = null;
  try {
    const preflight = deps.edge.cors.preflight(context);
    if (preflight !== null) return preflight;
    if (open) return await handle(context, nobody, trace);
    if (!unlimited) requireRoom(deps, context);
    actor = await trace.step('authenticate', () => whoAsks(deps, context));
    // Nothing but the address protects the local mode; a browser knows no key of ours that it could send by itself.
    if (actor.kind === 'local') guard(context);
    if (unlimited) return await handle(context, actor, trace);
    const limits = deps.edge.limits.takeKey(actor);
    const answer = await handleInTurn(deps, context, { handle, actor, trace });
    return { ...answer, headers: { ...limits, ...answer.headers } };
  } catch (error) {
    const answer = problemAnswer(error, { requestId, path: context.req.path });
    if (answer.status >= 500 && !(error instanceof TooBusy))
      logFailure(deps.logger, { requestId, ...traceOf(trace) }, error);
    if (error instanceof TooBusy) deps.metrics.refused(error.code);
    if (error instanceof CulpritError && isRefusal(error))
      await auditRefused(deps, context, { actor, error, requestId });
    return answer;
  }
}

/** What every answer carries. */
function headersFor(edge: Edge, context: Context): Record<string, string> {
  const isLast = !edge.lifecycle.isServing || isSurplus(edge, context);
  return {
    ...edge.headers,
    ...edge.cors.headers(context),
    ...(isLast && { connection: 'close' }),
  };
}

const isRefusal = ({ code }: CulpritError): boolean => code === 'unauthenticated' || code === 'forbidden';

/** A request that cannot be audited is refused all the same. */
async function auditRefused(
  { metrics, logger, auditRefusal }: Deps,
  { req }: Context,
  { actor, error, requestId }: { actor: Actor | null; error: CulpritError; requestId: string },
): Promise<void> {
  metrics.refused(error.code);
  // Still encoded, and without the query, which may hold evidence.
  const path = /^[^:]*:\/\/[^/?#]*([^?#]*)/.exec(req.url)?.[1] ?? '';
  await auditRefusal({ actor, method: req.method, path, error }).catch((failure: unknown) =>
    logFailure(logger, { requestId }, failure),
  );
}

/** An answer as it goes out; its own headers take the place of `headers`. */
export const respond = (
  { status, body, type = 'application/json', headers: own }: Answer,
  headers: Readonly<Record<string, string>>,
): Response =>
  new Response(body, {
    status,
    headers: { ...(body === null ? {} : { 'content-type': type }), ...headers, ...own },
  });
