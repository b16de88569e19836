import { CulpritError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';

/** How many causes of causes are looked at. */
const MOST_CAUSES = 5;

/** What joins a line with the answer, and with the trace when there is one. */
export interface RequestIds {
  requestId: string;
  traceId?: string;
}

/**
 * Logs what failed and where. Messages stay out: those of databases and parsers repeat what they were given,
 * and evidence is never logged. Why something is unavailable is a sentence of ours.
 */
export const logFailure = (logger: Logger, request: RequestIds, error: unknown): void =>
  logger.error({ ...request, failures: describe(error) }, 'request failed');

/** Logs what nothing caught and ends the process, by the same rules. */
export const logCrash = (logger: Logger, error: unknown): void =>
  logger.fatal({ failures: describe(error) }, 'crashed');

interface Failure {
  name: string;
  code?: string;
  message?: string;
  frames: string[];
}

function describe(error: unknown): Failure[] {
  const failures: Failure[] = [];
  for (let at = error; at instanceof Error && failures.length < MOST_CAUSES; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? { code: at.code } : {};
    const frames = (at.stack ?? '').split('\n').filter((line) => /^\s{4}at /.test(line));
    failures.push({ name: at.name, ...code, ...reasonOf(at), frames: frames.map((line) => line.trim()) });
  }
  return failures.length > 0 ? failures : [{ name: typeof error, frames: [] }];
}

const reasonOf = (error: Error): { message?: string } =>
  error instanceof CulpritError && error.code === 'unavailable' ? { message: error.message } : {};
