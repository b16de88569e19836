import type { Context } from 'hono';
import type { Actor } from '../../access/actor.ts';
import { requireScope } from '../../access/require-scope.ts';
import { missing } from '../../cases/missing.ts';
import type { Rule } from '../../rulebook/rule.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { type PageQuery, readPageQuery, wrong } from '../read-query.ts';
import type { Route } from '../route.ts';

type Schemas = components['schemas'];

export function ruleRoutes({ rulebook }: Pick<HttpDeps, 'rulebook'>): Route[] {
  const find = async (context: Context, actor: Actor): Promise<Rule> => {
    requireScope(actor, 'rules:read');
    const id = context.req.param('id');
    const rule = (await rulebook()).rulebook.rules.find((candidate) => candidate.id === id);
    if (rule === undefined) throw missing('such rule');
    return rule;
  };
  return [
    {
      method: 'get',
      path: '/v1/rules',
      async handle(context, actor) {
        requireScope(actor, 'rules:read');
        const { rules, digest } = (await rulebook()).rulebook;
        return json<Schemas['RulePage']>({ ...pageOf(rules, readPageQuery(context)), rulebook: { digest } });
      },
    },
    {
      method: 'get',
      path: '/v1/rules/:id',
      handle: async (context, actor) => json<Schemas['Rule']>(await find(context, actor)),
    },
    {
      method: 'get',
      path: '/v1/rules/:id/versions/:version',
      async handle(context, actor) {
        const rule = await find(context, actor);
        if (String(rule.version) !== context.req.param('version')) throw missing('such version of the rule');
        return json<Schemas['Rule']>(rule);
      },
    },
  ];
}

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
