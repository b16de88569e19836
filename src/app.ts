import type { Hono } from 'hono';
import { systemActor } from './access/actor.ts';
import { auditRefusals } from './access/audit-refusals.ts';
import { authenticate } from './access/authenticate.ts';
import { tokenVerifier } from './access/verify-token.ts';
import { type ImportConflict, importRules } from './cases/import-rules.ts';
import { incidentCases } from './cases/incident-files.ts';
import type { Store } from './cases/ports.ts';
import { redactionKeyOf } from './cases/redaction-key.ts';
import type { Activation } from './cases/rule-ports.ts';
import { RulebookInForce } from './cases/rulebook-in-force.ts';
import { endedBacktests } from './cases/start-backtest.ts';
import { type Config, issuerOf, requireLoopback } from './config.ts';
import { casePseudonyms } from './evidence/pseudonymise/case-pseudonyms.ts';
import { sources } from './evidence/sources.ts';
import { readContract } from './http/contract.ts';
import { createEdge, type Edge } from './http/edge.ts';
import { createHttpApp } from './http/http-app.ts';
import type { HttpDeps } from './http/http-deps.ts';
import { requestIds } from './http/request-id.ts';
import { compileRequestSchemas } from './http/request-schemas.ts';
import { ENGINE_VERSION } from './inference/diagnose.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import type { Logger } from './lib/log.ts';
import { isLoopback } from './lib/loopback.ts';
import { packageVersion } from './lib/package-root.ts';
import type { Tracer } from './lib/trace.ts';
import { createRedaction } from './redact/redaction.ts';
import { hasLock, loadPublishedRules, type PublishedRules } from './rulebook/load-rulebook.ts';
import { openStore } from './storage/open-store.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { openTracer } from './telemetry/open-tracer.ts';

export interface App {
  http: Hono;
  deps: HttpDeps;
  /** Whether requests need a key or a token; they may later, when the first key is made. */
  needsKey: boolean;
  /** Ends backtests and closes the store, when all requests have been answered. */
  close(): Promise<void>;
}

/** How long the collector may take for the last traces. */
const LAST_TRACES_MILLISECONDS = 3000;

/**
 * Puts the parts together. Rejects with `invalid-rulebook`, `invalid-setting` (an address that needs keys) or `unavailable` (the database),
 * each with a sentence.
 * `store` takes the place of the one that the settings name; its giver closes it.
 */
export async function createApp(
  config: Config,
  { logger, clock = systemClock, store }: { logger: Logger; clock?: Clock; store?: Store },
): Promise<App> {
  const rules = loadPublishedRules(config.rules);
  if (!hasLock(config.rules)) logger.warn({ rules: config.rules }, 'the rules have no lock');
  const contract = readContract();
  const edge = createEdge(config);
  const { database, databaseUrl, requestBytes, jsonValues, textBytes, lineBytes, facts, hosts } = config;
  const metrics = createMetrics({ version: packageVersion(), clock });
  const settings = { database, ...(databaseUrl && { databaseUrl }), clock, onCommit: metrics.committed };
  const kept = store ?? (await openStore(settings));
  const tracer = await openTracer(config, { version: packageVersion(), logger, metrics });
  const close = closing({ edge, tracer, store: store === undefined ? kept : null });
  const about = { config, logger, clock, rules, metrics };
  const { needsKey, conflicts, hiding } = await startOn(kept, about).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  metrics.rulesLeftOut(conflicts.length);
  const inForce = new RulebookInForce(kept, clock, tellOfRulebook(metrics, logger));
  const deps: HttpDeps = {
    store: kept,
    clock,
    authenticate: authenticationBy(config, { store: kept, clock }),
    auditRefusal: auditRefusals({ store: kept, clock, ...hiding }),
    rulebook: () => inForce.current(),
    incidents: () => incidentCases(config.incidents),
    importConflicts: conflicts,
    limits: { textBytes, lineBytes, facts, hosts },
    engineVersion: ENGINE_VERSION,
    contract,
    schemas: compileRequestSchemas(contract.document),
    sources,
    metrics,
    observer: metrics,
    tracer,
    ...hiding,
    logger,
    requestId: requestIds(clock),
    edge,
    stopping: edge.lifecycle.stopping,
    requestBytes,
    jsonValues,
  };
  return { http: createHttpApp(deps), deps, needsKey, close };
}

type Hiding = Pick<HttpDeps, 'redaction' | 'pseudonyms'>;

/** What takes secrets out of what clients send, and what puts pseudonyms into what cases keep when that is set. */
const hidingBy = (key: string, { config, metrics }: { config: Config; metrics: Metrics }): Hiding => ({
  redaction: createRedaction(key, metrics.redacted),
  ...(config.pseudonymise === 'on' && { pseudonyms: casePseudonyms(key) }),
});

/** The log does not say who put it in force, and why: the list of activations does, to those who may read it. */
const tellOfRulebook =
  (metrics: Metrics, logger: Logger) =>
  (activation: Activation, rules: number): void => {
    metrics.rulebookLoaded(activation, rules);
    const { digest, number, activatedAt } = activation;
    logger.info({ digest, activation: number, activatedAt, rules }, 'rulebook in force');
  };

/** Ends what still runs, and closes the store that is ours; the last traces come after what matters more. */
const closing =
  ({
    edge: { lifecycle, delay },
    tracer,
    store,
  }: {
    edge: Edge;
    tracer: Tracer | null;
    store: Store | null;
  }) =>
  async (): Promise<void> => {
    lifecycle.stop();
    delay.stop();
    await endedBacktests();
    await store?.close();
    await tracer?.stop(LAST_TRACES_MILLISECONDS);
  };

function authenticationBy(
  config: Config,
  { store, clock }: { store: Store; clock: Clock },
): HttpDeps['authenticate'] {
  const issuer = issuerOf(config);
  const verifyToken = issuer === null ? null : tokenVerifier(issuer, { clock });
  return authenticate({ store, clock, onLoopback: isLoopback(config.host), verifyToken });
}

/** What a database must hold before requests are answered from it. Says whether they need a key, and which rules stay out. */
async function startOn(
  store: Store,
  {
    config,
    logger,
    clock,
    rules,
    metrics,
  }: { config: Config; logger: Logger; clock: Clock; rules: PublishedRules; metrics: Metrics },
): Promise<{ needsKey: boolean; conflicts: readonly ImportConflict[]; hiding: Hiding }> {
  const needsKey = issuerOf(config) !== null || (await store.hasKeys());
  requireLoopback(config, { needsKey });
  const conflicts = await importRules({ actor: systemActor, store, clock }, rules);
  for (const conflict of conflicts) logger.warn(conflict, 'a rule of the folder stays out');
  const hiding = hidingBy(await redactionKeyOf(store, config), { config, metrics });
  return { needsKey, conflicts, hiding };
}
