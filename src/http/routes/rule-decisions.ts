import { disableRule, enableRule } from '../../cases/disable-rule.ts';
import { retireRule } from '../../cases/retire-rule.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { readJsonRequest } from '../read-request.ts';
import type { Route } from '../route.ts';
import { ruleIdOf } from '../rule-id.ts';

type Activation = components['schemas']['Activation'];

/** What is decided about a rule, whatever its version. */
export const ruleDecisionRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/rules/:id/retire',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'RetireRequest' });
      const { reason, successor = null } = body;
      return json<Activation>(
        await retireRule({ ...deps, actor, trace }, { id: ruleIdOf(context), reason, successor }),
      );
    },
  },
  {
    method: 'post',
    path: '/v1/rules/:id/disable',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'DisableRequest' });
      const { reason, platform = null, until = null } = body;
      const input = { id: ruleIdOf(context), reason, platform, until };
      return json<Activation>(await disableRule({ ...deps, actor, trace }, input));
    },
  },
  {
    method: 'post',
    path: '/v1/rules/:id/enable',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'EnableRequest' });
      const { reason, platform = null } = body;
      return json<Activation>(
        await enableRule({ ...deps, actor, trace }, { id: ruleIdOf(context), reason, platform }),
      );
    },
  },
];
