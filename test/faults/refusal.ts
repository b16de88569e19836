import assert from 'node:assert/strict';
import { bodyOf, type Reply } from './ask.ts';
import { until } from './fault.ts';
import type { ServerProcess } from './server-process.ts';

/** Whether an answer is a 503 that says when to come again; rejects one that gives another reason. */
export function requireRefusal(reply: Reply, sentence?: string): boolean {
  if (reply.status !== 503) return false;
  assert.match(reply.headers.get('retry-after') ?? '', /^\d+$/);
  const { code, detail } = bodyOf('Problem', reply);
  assert.match(code, sentence === undefined ? /^(unavailable|overloaded)$/ : /^unavailable$/);
  if (sentence !== undefined) assert.equal(detail, sentence);
  return true;
}

/** The log gets a line `request failed` with the sentence, and the code of the driver below it. */
export async function requireReason(server: ServerProcess, sentence: string, code = ''): Promise<void> {
  const says = (): boolean =>
    server
      .log()
      .filter(({ msg }) => msg === 'request failed')
      .map((line) => JSON.stringify(line['failures']))
      .some((line) => line.includes(sentence) && line.includes(code));
  // The log is written in batches.
  await until(`the log says "${sentence}" (${code})`, says, 5);
}
