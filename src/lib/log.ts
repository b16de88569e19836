import { type DestinationStream, destination, type LevelWithSilent, type Logger, pino } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = LevelWithSilent;

export interface Log {
  readonly logger: Logger;
  /** Writes out what is buffered; call it before the process ends. */
  flush(): void;
}

/** How much is gathered before it is written, and how long a line waits at most. */
const BUFFERED_BYTES = 8 * 1024;
const FLUSH_MILLISECONDS = 200;

/** JSON lines to standard output, written in batches: a system call a request would cost more than the line. */
export function openLog(level: LogLevel): Log {
  const stream = destination({ fd: 1, sync: false, minLength: BUFFERED_BYTES });
  const timer = setInterval(() => stream.flush(), FLUSH_MILLISECONDS);
  timer.unref();
  return { logger: createLogger(level, stream), flush: () => stream.flushSync() };
}

/** A logger onto a stream of the caller's, with times in ISO 8601 and levels by name. */
export const createLogger = (level: LogLevel, stream: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: timestamps(),
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );

/** The time as pino wants it, written out once a millisecond: many lines share one. */
function timestamps(): () => string {
  let at = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== at) text = `,"time":"${new Date(now).toISOString()}"`;
    at = now;
    return text;
  };
}

export type { Logger } from 'pino';
