import { setTimeout } from 'node:timers/promises';
import type { Client } from './client.ts';

export interface Tally {
  requests: number;
  /** Milliseconds; in an open loop from when a request was due, so that a stall shows in all that it held up. */
  latencies: number[];
  byOperation: Map<string, number>;
  failures: Map<string, number>;
}

const emptyTally = (): Tally => ({
  requests: 0,
  latencies: [],
  byOperation: new Map(),
  failures: new Map(),
});

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

async function one(client: Client, tally: Tally, due: number): Promise<void> {
  const { operation, failure } = await client.next();
  tally.requests += 1;
  tally.latencies.push(performance.now() - due);
  count(tally.byOperation, operation);
  if (failure !== null) count(tally.failures, `${operation}: ${failure}`);
}

/** As fast as so many connections can: each sends when it has its answer. */
export async function closedLoop(
  client: Client,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Tally> {
  const tally = emptyTally();
  const end = performance.now() + seconds * 1000;
  const connection = async (): Promise<void> => {
    while (performance.now() < end) await one(client, tally, performance.now());
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return tally;
}

/** So many requests a second, whether or not those before are answered. */
export async function openLoop(
  client: Client,
  { seconds, rate }: { seconds: number; rate: number },
): Promise<Tally> {
  const tally = emptyTally();
  const started = performance.now();
  const all = Math.floor(seconds * rate);
  const sent: Promise<void>[] = [];
  while (sent.length < all) {
    const dueNow = Math.min(all, Math.floor(((performance.now() - started) / 1000) * rate));
    while (sent.length < dueNow) sent.push(one(client, tally, started + (sent.length / rate) * 1000));
    await setTimeout(2);
  }
  await Promise.all(sent);
  return tally;
}

/** A quantile of sorted values. */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
