import { setTimeout } from 'node:timers/promises';
import { type App, createApp } from './app.ts';
import { keepRetention } from './cases/keep-retention.ts';
import type { Config } from './config.ts';
import { listen } from './http/listen.ts';
import { logCrash } from './http/log-failure.ts';
import type { CompiledRulebook } from './inference/compile-rulebook.ts';
import { type Logger, openLog } from './lib/log.ts';
import { packageVersion } from './lib/package-root.ts';

export interface Server {
  /** `http://127.0.0.1:8321`. */
  url: string;
  needsKey: boolean;
  /** Lets readiness fail, takes no more requests, and resolves when those under way are answered and all is on disk. */
  stop(): Promise<void>;
  /** Logs an error that nothing caught, and closes the store as it stands. */
  crash(error: unknown): Promise<void>;
}

/** What an operator asks first. The database's address stays out: it may hold a password. */
function logStart(
  logger: Logger,
  { config, url, rulebook }: { config: Config; url: string; rulebook: CompiledRulebook | null },
): void {
  const { digest = null, rules = [] } = rulebook?.rulebook ?? {};
  const database = config.databaseUrl === undefined ? 'SQLite' : 'PostgreSQL';
  logger.info({ url, version: packageVersion(), database, digest, rules: rules.length }, 'started');
}

/** The app, which purges what is old while it runs. */
function withRetention(app: App, { retentionDays: days }: Config): App {
  const { logger, metrics } = app.deps;
  const retention = keepRetention(app.deps, { days, logger, tell: metrics.purged });
  return { ...app, close: () => retention.stop().then(app.close) };
}

/** Serves the API, with the log on standard output. Rejects as `createApp` does, and when it cannot listen. */
export async function startServer(config: Config): Promise<Server> {
  const { logger, flush } = openLog(config.logLevel);
  const app = withRetention(await createApp(config, { logger }), config);
  const { edge } = app.deps;
  // Compiled before the first request, which would have to wait for it.
  const inForce = app.deps.rulebook().catch(() => null);
  const listening = await listen(app.http, config, edge).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  logStart(logger, { config, url: listening.url, rulebook: await inForce });
  const stop = async (): Promise<void> => {
    logger.info('stopping');
    edge.lifecycle.drain();
    await setTimeout(config.drainSeconds * 1000);
    edge.lifecycle.stop();
    const { cutOff } = await listening.stop(config.graceSeconds * 1000);
    if (cutOff > 0) logger.warn({ connections: cutOff }, 'requests were cut off');
    await app.close();
    logger.info('stopped');
    flush();
  };
  const crash = async (error: unknown): Promise<void> => {
    logCrash(logger, error);
    await app.close().finally(flush);
  };
  return { url: listening.url, needsKey: app.needsKey, stop, crash };
}
