import type { Context } from 'hono';
import { monotonicMilliseconds } from '../lib/clock.ts';
import type { Answer } from './answer.ts';
import { guard } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';
import { logFailure } from './log-failure.ts';
import { problemAnswer } from './problem.ts';
import type { Route } from './route.ts';

type Deps = Pick<HttpDeps, 'requestId' | 'logger' | 'metrics' | 'authenticate'>;

/**
 * A route with all that each request gets: an id, the guard, problem details for errors, headers, a log line and a
 * measurement. One function, not a chain of middleware: a chain costs a third of the requests a second.
 */
export function mountRoute(
  deps: Deps,
  { path: route, handle }: Pick<Route, 'path' | 'handle'>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const started = monotonicMilliseconds();
    const requestId = deps.requestId(context);
    const answer = await answerTo(deps, context, { handle, requestId });
    const milliseconds = monotonicMilliseconds() - started;
    const { method } = context.req;
    const { status } = answer;
    deps.metrics.request({ method, route, status, seconds: milliseconds / 1000 });
    deps.logger.info(
      { requestId, method, route, status, ms: Math.round(milliseconds * 100) / 100 },
      'request',
    );
    return respond(answer, requestId);
  };
}

async function answerTo(
  deps: Deps,
  context: Context,
  { handle, requestId }: Pick<Route, 'handle'> & { requestId: string },
): Promise<Answer> {
  try {
    guard(context);
    return await handle(context, await deps.authenticate(context.req.header('authorization')));
  } catch (error) {
    const answer = problemAnswer(error, { requestId, path: context.req.path });
    if (answer.status >= 500) logFailure(deps.logger, requestId, error);
    return answer;
  }
}

export function respond(
  { status, body, type = 'application/json', headers }: Answer,
  requestId: string,
): Response {
  return new Response(body, {
    status,
    headers: {
      ...(body === null ? {} : { 'content-type': type }),
      'x-request-id': requestId,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
