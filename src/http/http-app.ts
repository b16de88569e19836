import { type Context, Hono } from 'hono';
import { CulpritError } from '../lib/errors.ts';
import type { Answer } from './answer.ts';
import type { HttpDeps } from './http-deps.ts';
import { mountRoute, UNKNOWN } from './mount-route.ts';
import { MethodNotAllowed } from './problem.ts';
import type { Route } from './route.ts';
import { auditRoutes } from './routes/audit.ts';
import { backtestRoutes } from './routes/backtests.ts';
import { calibrationRoutes } from './routes/calibration.ts';
import { caseHistoryRoutes } from './routes/case-history.ts';
import { caseRoutes } from './routes/cases.ts';
import { diagnosisRoutes } from './routes/diagnoses.ts';
import { operationRoutes } from './routes/operations.ts';
import { ruleDecisionRoutes } from './routes/rule-decisions.ts';
import { ruleDraftRoutes } from './routes/rule-drafts.ts';
import { ruleVersionRoutes } from './routes/rule-versions.ts';
import { rulebookRoutes } from './routes/rulebooks.ts';
import { ruleRoutes } from './routes/rules.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { vocabularyRoutes } from './routes/vocabulary.ts';

/** Every route; test/openapi.test.ts holds them to openapi.yaml. */
export const allRoutes = (deps: HttpDeps): Route[] => [
  ...diagnosisRoutes(deps),
  ...caseRoutes(deps),
  ...caseHistoryRoutes(deps),
  // Before the rules by id, one of which its path would name.
  ...calibrationRoutes(deps),
  ...ruleRoutes(deps),
  ...ruleDraftRoutes(deps),
  ...ruleVersionRoutes(deps),
  ...ruleDecisionRoutes(deps),
  ...rulebookRoutes(deps),
  ...backtestRoutes(deps),
  ...vocabularyRoutes(deps),
  ...schemaRoutes(),
  ...auditRoutes(deps),
  ...operationRoutes(deps),
];

/** The HTTP API. Each request meets exactly one handler. */
export function createHttpApp(deps: HttpDeps): Hono {
  const app = new Hono();
  const routes = [...allRoutes(deps), home];
  for (const route of routes) app.on(route.method.toUpperCase(), route.path, mountRoute(deps, route));
  for (const [path, allow] of allowedMethods(routes))
    app.all(path, mountRoute(deps, { path, handle: ({ req }) => otherMethod(req.method, allow) }));
  const noSuch = ({ req }: Context) => Promise.reject(noSuchPath(req.path, routes));
  app.notFound(mountRoute(deps, { path: UNKNOWN, handle: noSuch }));
  return app;
}

/** For browsers; not a part of the contract. */
const home: Route = {
  method: 'get',
  path: '/',
  handle: () => ({ status: 302, body: null, headers: { location: '/docs' } }),
};

/** Only a path that would be known without its last slash is named: a redirect would lose the body of a POST. */
function noSuchPath(path: string, routes: readonly Route[]): CulpritError {
  const shorter = path.endsWith('/') ? path.slice(0, -1) : path;
  const meant = shorter !== path && routes.some((route) => leadsTo(route.path, shorter));
  const advice = meant ? `${shorter}, without a slash at its end, is one` : '/docs lists those there are';
  return new CulpritError('not-found', `There is no such path; ${advice}.`);
}

/** Whether a path fits a route's pattern (`/v1/cases/:id`). */
function leadsTo(pattern: string, path: string): boolean {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((part, i) => (part.startsWith(':') ? parts[i] !== '' : part === parts[i]))
  );
}

/** The Allow header of each path. */
function allowedMethods(routes: readonly Route[]): Map<string, string> {
  return new Map(
    routes.map(({ path }) => {
      const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
      return [path, [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')];
    }),
  );
}

function otherMethod(method: string, allow: string): Answer {
  if (method === 'OPTIONS') return { status: 204, body: null, headers: { allow } };
  throw new MethodNotAllowed(allow);
}
