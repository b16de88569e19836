import type { Logger } from '../lib/log.ts';

/** How many causes of causes are looked at. */
const MOST_CAUSES = 5;

/**
 * Logs what failed and where. Messages stay out: those of databases and parsers repeat what they were given,
 * and evidence is never logged.
 */
export const logFailure = (logger: Logger, requestId: string, error: unknown): void =>
  logger.error({ requestId, failures: describe(error) }, 'request failed');

interface Failure {
  name: string;
  code?: string;
  frames: string[];
}

function describe(error: unknown): Failure[] {
  const failures: Failure[] = [];
  for (let at = error; at instanceof Error && failures.length < MOST_CAUSES; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? { code: at.code } : {};
    const frames = (at.stack ?? '').split('\n').filter((line) => /^\s{4}at /.test(line));
    failures.push({ name: at.name, ...code, frames: frames.map((line) => line.trim()) });
  }
  return failures.length > 0 ? failures : [{ name: typeof error, frames: [] }];
}
