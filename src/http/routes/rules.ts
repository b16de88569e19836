import { getRule } from '../../cases/get-rule.ts';
import { listRules } from '../../cases/list-rules.ts';
import type { Rule } from '../../rulebook/rule.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { type PageQuery, readPageQuery, wrong } from '../read-query.ts';
import type { Route } from '../route.ts';
import { ruleIdOf } from '../rule-id.ts';

type Schemas = components['schemas'];

export const ruleRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'get',
    path: '/v1/rules',
    async handle(context, actor) {
      const { rules, digest } = await listRules({ ...deps, actor });
      return json<Schemas['RulePage']>({ ...pageOf(rules, readPageQuery(context)), rulebook: { digest } });
    },
  },
  {
    method: 'get',
    path: '/v1/rules/:id',
    async handle(context, actor) {
      const { rule, etag } = await getRule({ ...deps, actor }, { id: ruleIdOf(context) });
      return { ...json<Schemas['Rule']>(rule), headers: { etag } };
    },
  },
];

function pageOf(rules: readonly Rule[], { limit, cursor }: PageQuery): Omit<Schemas['RulePage'], 'rulebook'> {
  const after = cursor === null ? '' : readCursor(cursor);
  const rest = rules.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id, version, status, title, scope, appliesTo }) => ({
      id,
      version,
      status,
      title,
      scope,
      appliesTo,
    })),
    nextCursor: last !== undefined && rest.length > limit ? writeCursor(last.id) : null,
  };
}

const writeCursor = (id: string): string => Buffer.from(id).toString('base64url');

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (id === '' || writeCursor(id) !== cursor) throw wrong('cursor', 'is not one that this server gave');
  return id;
}
