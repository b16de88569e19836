import { deleteCase } from '../../cases/delete-case.ts';
import { getCase } from '../../cases/get-case.ts';
import { listCases } from '../../cases/list-cases.ts';
import { openCase } from '../../cases/open-case.ts';
import { json } from '../answer.ts';
import { caseIdOf } from '../case-id.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { presentCase, presentSummary } from '../present-case.ts';
import { readPageQuery } from '../read-query.ts';
import { readEvidenceRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

export const caseRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/cases',
    async handle(context, actor, trace) {
      const { body, idempotency } = await readEvidenceRequest({ ...deps, actor, trace }, context);
      const opened = await openCase({ ...deps, actor, trace }, { evidence: body, idempotency });
      return {
        status: 201,
        body: presentCase(opened.case, opened.diagnosis),
        headers: { location: `/v1/cases/${opened.case.id}` },
      };
    },
  },
  {
    method: 'get',
    path: '/v1/cases',
    async handle(context, actor) {
      const { items, nextCursor } = await listCases({ ...deps, actor }, readPageQuery(context));
      return json<components['schemas']['CasePage']>({ items: items.map(presentSummary), nextCursor });
    },
  },
  {
    method: 'get',
    path: '/v1/cases/:id',
    async handle(context, actor) {
      const found = await getCase({ ...deps, actor }, { caseId: caseIdOf(context) });
      return { status: 200, body: presentCase(found.case, found.diagnosis, found.verification) };
    },
  },
  {
    method: 'delete',
    path: '/v1/cases/:id',
    async handle(context, actor) {
      await deleteCase({ ...deps, actor }, { caseId: caseIdOf(context) });
      return { status: 204, body: null };
    },
  },
];
