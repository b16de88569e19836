import { Agent } from 'node:http';
import { operationsOn } from './operations.ts';
import { type Reply, sender } from './send.ts';

export interface Client {
  /** One operation of the mix. `failure`: what came instead of the answer. */
  next(): Promise<{ operation: string; failure: string | null }>;
  close(): void;
}

/** In hundredths. */
const mix: readonly (readonly [string, number])[] = [
  ['diagnose', 40],
  ['open a case', 10],
  ['add evidence', 12],
  ['confirm', 6],
  ['read a case', 12],
  ['replay', 3],
  ['list diagnoses', 4],
  ['list cases', 4],
  ['read a rule', 5],
  ['list rules', 2],
  ['list the audit', 1],
  ['check readiness', 1],
];
const drawn = mix.flatMap(([operation, share]) => Array.from({ length: share }, () => operation));

/** Publishing runs the tests of the whole rulebook: one in so many requests, the first while the server warms up. */
const PUBLISH_EACH = 4000;
const FIRST_PUBLISH = 100;

/** Asks in a mix that is the same in each run. */
export function openClient(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections * 8 });
  const random = randomNumbers(7);
  const operations = operationsOn(sender(url, agent), random);
  let sent = 0;
  return {
    async next() {
      sent += 1;
      const operation =
        sent % PUBLISH_EACH === FIRST_PUBLISH
          ? 'publish'
          : (drawn[Math.floor(random() * drawn.length)] ?? 'diagnose');
      const reply = await operations[operation]?.();
      return { operation, failure: failureOf(reply) };
    },
    close: () => agent.destroy(),
  };
}

/** What a problem says, without what names this one request. */
function failureOf(reply: Reply | undefined): string | null {
  if (reply !== undefined && reply.status >= 200 && reply.status < 400) return null;
  const detail = /"detail":"((?:[^"\\]|\\.)*)"/.exec(reply?.body ?? '')?.[1];
  return `${reply?.status} ${detail ?? reply?.body}`;
}

/** The same numbers in each run (a linear congruential generator, Numerical Recipes). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
