import { activateRulebook } from '../../cases/activate-rulebook.ts';
import { listRulebooks } from '../../cases/list-rulebooks.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { readPageQuery } from '../read-query.ts';
import { readJsonRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

type Schemas = components['schemas'];

export const rulebookRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'get',
    path: '/v1/rulebooks',
    async handle(context, actor) {
      const page = await listRulebooks({ ...deps, actor }, readPageQuery(context));
      return json<Schemas['ActivationPage']>({ ...page, conflicts: deps.importConflicts });
    },
  },
  {
    method: 'post',
    path: '/v1/rulebooks/:digest/activate',
    async handle(context, actor, trace) {
      const digest = context.req.param('digest') ?? '';
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'ActivateRequest' });
      return json<Schemas['Activation']>(
        await activateRulebook({ ...deps, actor, trace }, { digest, ...body }),
      );
    },
  },
];
