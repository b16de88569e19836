import { requireScope } from '../../access/require-scope.ts';
import { catalogue, textFact } from '../../facts/catalogue.ts';
import { type Answer, json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import type { Route } from '../route.ts';

type Schemas = components['schemas'];

/** What evidence can speak of, and what it can be read from. Neither changes while the process runs. */
export function vocabularyRoutes({ sources }: Pick<HttpDeps, 'sources'>): Route[] {
  const facts = json<Schemas['FactList']>({ items: presentFacts() });
  const readers = json<Schemas['SourceList']>({
    items: sources.map(({ id, title, commands, facts: found }) => ({ id, title, commands, facts: found })),
  });
  return [
    { method: 'get', path: '/v1/facts', handle: readable(facts) },
    { method: 'get', path: '/v1/sources', handle: readable(readers) },
  ];
}

const readable =
  (answer: Answer): Route['handle'] =>
  (_, actor) => {
    requireScope(actor, 'rules:read');
    return answer;
  };

/** All but the texts' own lines, which are no fact that anybody submits or collects. */
const presentFacts = (): Schemas['Fact'][] =>
  [...catalogue.values()]
    .filter((fact) => fact !== textFact)
    .map(({ id, title, subject, schema, unit, identity, collect, shelfLifeSeconds, ...flags }) => ({
      id,
      title,
      subject,
      schema: { ...schema },
      ...(unit === undefined ? {} : { unit }),
      ...(identity === undefined ? {} : { identity }),
      collect: collect.map(({ command, where, seconds, risk }) => ({ command, where, seconds, risk })),
      shelfLifeSeconds,
      derived: flags.derived === true,
      symptom: flags.symptom === true,
      openEnded: flags.openEnded === true,
    }));
