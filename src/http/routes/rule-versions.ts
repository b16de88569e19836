import { diffRule } from '../../cases/diff-rule.ts';
import { getRuleVersion } from '../../cases/get-rule-version.ts';
import { listRuleVersions } from '../../cases/list-rule-versions.ts';
import { etagOf } from '../../cases/rule-history.ts';
import type { RuleVersionRecord } from '../../cases/rule-ports.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { readQuery, wholeNumber, wrong } from '../read-query.ts';
import type { Route } from '../route.ts';
import { ruleIdOf, ruleVersionOf } from '../rule-id.ts';

type Schemas = components['schemas'];

export const ruleVersionRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'get',
    path: '/v1/rules/:id/versions',
    async handle(context, actor) {
      const { versions, events, newest } = await listRuleVersions(
        { ...deps, actor },
        { id: ruleIdOf(context) },
      );
      const decided = events.map(({ rule: _, ...event }) => event);
      return {
        ...json<Schemas['RuleHistory']>({ versions: versions.map(summarise), events: decided }),
        headers: newest === null ? {} : { etag: etagOf(newest) },
      };
    },
  },
  {
    method: 'get',
    path: '/v1/rules/:id/versions/:version',
    async handle(context, actor) {
      const target = { id: ruleIdOf(context), version: ruleVersionOf(context) };
      const record = await getRuleVersion({ ...deps, actor }, target);
      const { rule, test } = record;
      return json<Schemas['RuleVersion']>({
        ...summarise(record),
        rule,
        test: test === null ? null : { ...test },
      });
    },
  },
  {
    method: 'get',
    path: '/v1/rules/:id/diff',
    async handle(context, actor) {
      const query = readQuery(context, ['from', 'to']);
      const [from, to] = (['from', 'to'] as const).map((name) =>
        wholeNumber(name, query[name], MOST_VERSIONS),
      );
      if (from === undefined) throw wrong('from', 'is missing');
      if (to === undefined) throw wrong('to', 'is missing');
      const diff = await diffRule({ ...deps, actor }, { id: ruleIdOf(context), from, to });
      return json<Schemas['RuleDiff']>({ ...diff });
    },
  },
];

const MOST_VERSIONS = 1_000_000;

const summarise = ({
  rule,
  sha256,
  author,
  savedAt,
  publishedAt,
}: RuleVersionRecord): Schemas['RuleVersionSummary'] => ({
  version: rule.version,
  status: rule.status,
  sha256,
  author,
  savedAt,
  publishedAt,
});
