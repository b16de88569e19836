import assert from 'node:assert/strict';
import { bodyOf, type Reply } from './ask.ts';
import type { ServerProcess } from './server-process.ts';

/** Whether an answer is a 503 that says when to come again; rejects one that gives another reason. */
export function requireRefusal(reply: Reply, sentence?: string): boolean {
  if (reply.status !== 503) return false;
  assert.match(reply.headers.get('retry-after') ?? '', /^\d+$/);
  const { code, detail } = bodyOf('Problem', reply);
  assert.equal(code, 'unavailable');
  if (sentence !== undefined) assert.equal(detail, sentence);
  return true;
}

/** The log has a line `request failed` with the sentence, and the code of the driver below it. */
export function requireReason(server: ServerProcess, sentence: string, code?: string): void {
  const failures = server
    .log()
    .filter(({ msg }) => msg === 'request failed')
    .map((line) => JSON.stringify(line['failures']));
  const found = failures.find((line) => line.includes(sentence) && line.includes(code ?? ''));
  assert.ok(found, `the log does not say "${sentence}" (${code}): ${failures.at(-1)}`);
}
