import { setTimeout } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { errorWords } from './lib/error-words.ts';
import { CulpritError } from './lib/errors.ts';
import { visible } from './lib/visible.ts';
import { type Server, startServer } from './server.ts';

/** Runs the server until SIGTERM or SIGINT. What keeps it from starting is said in a sentence. */
export async function serve(): Promise<void> {
  try {
    const server = await startServer(readConfig());
    stopOnSignals(server);
    endOnCrash(server);
    process.stderr.write(greeting(server));
  } catch (error) {
    if (!(error instanceof CulpritError)) throw error;
    process.stderr.write(visible(`culprit: ${errorWords(error)}\n`));
    process.exitCode = 1;
  }
}

/** As shells count an end by a signal. */
const exitCodes = { SIGTERM: 128 + 15, SIGINT: 128 + 2 } as const;

/** The first signal lets it finish what is under way, and ends it with 0; a second one ends it at once. */
function stopOnSignals(server: Server): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (isStopping) process.exit(exitCodes[signal]);
      isStopping = true;
      void server.stop().then(() => process.exit(0));
    });
}

/** How long the store has to be closed once something is badly wrong. */
const LAST_MILLISECONDS = 2000;

/**
 * What nothing caught may have left anything half done in memory: the process ends with 1, after the store is closed, whose
 * transactions are whole. Whatever runs it starts it anew.
 */
function endOnCrash(server: Server): void {
  process.once('uncaughtException', (error) => {
    void Promise.race([server.crash(error), setTimeout(LAST_MILLISECONDS)])
      .catch(() => {})
      .finally(() => process.exit(1));
  });
}

function greeting({ url, needsKey }: Server): string {
  const key = needsKey ? '-H "Authorization: Bearer $CULPRIT_API_KEY" ' : '';
  return `culprit listens on ${url}; the reference is at ${url}/docs. Try:

  curl ${key}--data-binary 'net.ipv4.ip_forward = 0' ${url}/v1/diagnoses

`;
}
