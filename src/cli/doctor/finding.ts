/** What is looked at. */
export type Area = 'settings' | 'database' | 'rulebook' | 'keys' | 'clock' | 'runtime' | 'server';

/** One line of the answer. */
export interface Finding {
  level: 'ok' | 'warn' | 'fail';
  area: Area;
  /** What is so, and what it means. */
  message: string;
  /** What to do; `null` when nothing is to be done. */
  advice: string | null;
}

/** The lines of one area. */
export const linesOf = (area: Area) => ({
  ok: (message: string): Finding => ({ level: 'ok', area, message, advice: null }),
  warn: (message: string, advice: string): Finding => ({ level: 'warn', area, message, advice }),
  fail: (message: string, advice: string): Finding => ({ level: 'fail', area, message, advice }),
});

/** What went wrong, in the words of whoever noticed, on one line: a heading with a colon keeps it, lines below get semicolons. */
export function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [heading = '', ...lines] = message.replace(/\.$/, '').split(/\s*\n\s*/);
  return lines.length === 0 ? heading : `${heading} ${lines.join('; ')}`;
}
