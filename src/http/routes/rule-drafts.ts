import { publishRule } from '../../cases/publish-rule.ts';
import { saveDraft } from '../../cases/save-draft.ts';
import { testRule } from '../../cases/test-rule.ts';
import { validateRule } from '../../cases/validate-rule.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { presentFinding } from '../present-finding.ts';
import { readJsonRequest } from '../read-request.ts';
import type { Route } from '../route.ts';
import { ruleIdOf, ruleVersionOf } from '../rule-id.ts';

type Schemas = components['schemas'];

/** A rule on its way from a draft to being in force. */
export const ruleDraftRoutes = (deps: HttpDeps): Route[] => [...checkRoutes(deps), ...changeRoutes(deps)];

const checkRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/rules/validate',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'RuleDraft' });
      const findings = await validateRule({ ...deps, actor }, draftOf(body));
      return json<Schemas['Findings']>({ findings: findings.map(presentFinding) });
    },
  },
  {
    method: 'post',
    path: '/v1/rules/test',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'RuleDraft' });
      const { passed, findings } = await testRule({ ...deps, actor }, draftOf(body));
      return json<Schemas['TestReport']>({ passed, findings: findings.map(presentFinding) });
    },
  },
];

const changeRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'put',
    path: '/v1/rules/:id',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'RuleDraft' });
      const ifMatch = context.req.header('if-match') ?? null;
      const saved = await saveDraft({ ...deps, actor }, { id: ruleIdOf(context), ifMatch, ...draftOf(body) });
      const { rule, sha256 } = saved.record;
      const answer = {
        rule: rule.id,
        version: rule.version,
        sha256,
        warnings: saved.warnings.map(presentFinding),
      };
      return {
        ...json<Schemas['SavedDraft']>(answer, saved.isNew ? 201 : 200),
        headers: { etag: saved.etag },
      };
    },
  },
  {
    method: 'post',
    path: '/v1/rules/:id/versions/:version/publish',
    async handle(context, actor, trace) {
      const target = { id: ruleIdOf(context), version: ruleVersionOf(context) };
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, {
        name: 'PublishRequest',
        absent: {},
      });
      const { override = null } = body;
      const { record, activation } = await publishRule({ ...deps, actor, trace }, { ...target, override });
      const { id, version } = record.rule;
      return json<Schemas['PublishedRule']>({ rule: id, version, activation });
    },
  },
];

const draftOf = ({ rule, test }: Schemas['RuleDraft']): { rule: unknown; test: unknown } => ({
  rule,
  test: test ?? null,
});
