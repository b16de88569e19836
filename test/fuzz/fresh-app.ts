import type { Hono } from 'hono';
import { localActor, systemActor } from '../../src/access/actor.ts';
import { auditRefusals } from '../../src/access/audit-refusals.ts';
import { importRules } from '../../src/cases/import-rules.ts';
import { RulebookInForce } from '../../src/cases/rulebook-in-force.ts';
import { createHttpApp } from '../../src/http/http-app.ts';
import type { HttpDeps } from '../../src/http/http-deps.ts';
import type { PublishedRules } from '../../src/rulebook/load-rulebook.ts';
import { openStore } from '../../src/storage/open-store.ts';

export interface FreshApp {
  http: Hono;
  close(): Promise<void>;
}

/** The API of `deps` on an empty database of its own, in local mode. What reads the contract, most of a start, is shared. */
export async function freshApp(deps: HttpDeps, rules: PublishedRules): Promise<FreshApp> {
  const { clock } = deps;
  const store = await openStore({ database: ':memory:', clock });
  await importRules({ actor: systemActor, store, clock }, rules);
  const inForce = new RulebookInForce(store, clock);
  const http = createHttpApp({
    ...deps,
    store,
    authenticate: async () => localActor,
    auditRefusal: auditRefusals({ store, clock, redaction: deps.redaction }),
    rulebook: () => inForce.current(),
  });
  return { http, close: () => store.close() };
}
