import { listAudit } from '../../access/list-audit.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { readPageQuery } from '../read-query.ts';
import type { Route } from '../route.ts';

export const auditRoutes = (deps: Pick<HttpDeps, 'store'>): Route[] => [
  {
    method: 'get',
    path: '/v1/audit',
    async handle(context, actor) {
      const page = await listAudit({ ...deps, actor }, readPageQuery(context));
      return json<components['schemas']['AuditPage']>(page);
    },
  },
];
