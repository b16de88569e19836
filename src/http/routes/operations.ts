import { createHash } from 'node:crypto';
import { type Answer, json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { referencePage } from '../reference/page.ts';
import { style } from '../reference/style.ts';
import type { Route } from '../route.ts';

type Schemas = components['schemas'];

/** The page may use its own style and nothing else: no script, no image, no frame, nothing from elsewhere. */
const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function operationRoutes(deps: HttpDeps): Route[] {
  const contract: Answer = { status: 200, body: deps.contract.text, type: 'application/yaml' };
  const page: Answer = {
    status: 200,
    body: referencePage(deps.contract.document),
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': pagePolicy },
  };
  return [
    { method: 'get', path: '/openapi.yaml', handle: () => contract },
    { method: 'get', path: '/docs', handle: () => page },
    { method: 'get', path: '/healthz', open: true, handle: () => json<Schemas['Health']>({ status: 'ok' }) },
    {
      method: 'get',
      path: '/readyz',
      open: true,
      async handle() {
        deps.edge.lifecycle.requireReady();
        await deps.store.ping();
        const { digest } = (await deps.rulebook()).rulebook;
        return json<Schemas['Readiness']>({ status: 'ready', rulebook: { digest } });
      },
    },
    {
      method: 'get',
      path: '/metrics',
      unlimited: true,
      async handle() {
        return { status: 200, ...(await deps.metrics.expose(deps.store)) };
      },
    },
  ];
}
