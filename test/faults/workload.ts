import { type Ask, bodyOf, type Reply, type Sent } from './ask.ts';
import { authoring } from './author-rules.ts';
import { pause } from './fault.ts';
import type { Ledger, Write } from './ledger.ts';
import type { Seeded } from './seeded.ts';

export interface Load {
  /** Requests sent, by what they were. */
  counts: Record<string, number>;
  /** Answers that were refusals the fault allows. */
  refusals: Reply[];
  /** Lets each connection finish its request, and resolves when all have. Rejects when an answer was not as it must be. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  ask: Ask;
  ledger: Ledger;
  random: Seeded;
  connections: number;
  /** Answers that the fault may bring, besides successes. */
  allows?: (reply: Reply) => boolean;
}

/** How many cases a connection goes on with. */
const RECENT = 20;

/** The server has gone: a connection that was cut sends nothing more. */
export class Cut extends Error {}

let serial = 0;
const run = process.pid.toString(36) + Date.now().toString(36);

/** A write with a marker and an idempotency key of its own. */
export function newWrite(kind: Write['kind'], id = ''): Write {
  const marker = `marker-${run}-${++serial}`;
  const evidence = {
    facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: serial % 2, host: `node-${serial % 7}` }],
    texts: [{ text: `${marker}\n${'a line that nobody understands\n'.repeat(serial % 40)}` }],
  };
  const confirmation = { rule: serial % 3 === 0 ? null : 'host.forwarding-off', note: marker };
  const path = { open: '', evidence: `/${id}/evidence`, confirmation: `/${id}/confirmation` }[kind];
  const sent: Sent = {
    method: 'POST',
    path: `/v1/cases${path}`,
    body: kind === 'confirmation' ? confirmation : evidence,
    headers: { 'idempotency-key': marker },
  };
  return { kind, sent, marker };
}

/** Sends a write and enters what came of it. Returns the answer, or `null` for a refusal. Rejects with `Cut`. */
export async function send(
  write: Write,
  { ledger, exchange }: { ledger: Ledger; exchange: (sent: Sent) => Promise<Reply | null> },
): Promise<Reply | null> {
  const reply = await exchange(write.sent).catch((error: unknown) => {
    ledger.unanswered.push(write);
    throw error;
  });
  if (reply === null) ledger.unanswered.push(write);
  else ledger.acknowledge(write, reply);
  return reply;
}

/** Sends requests over several connections at once, until it is stopped or the server is gone. */
export function startLoad(options: LoadOptions): Load {
  const { ask, ledger, connections, allows = () => false } = options;
  const counts: Record<string, number> = {};
  const refusals: Reply[] = [];
  const state = { stopped: false };
  const exchange = async (sent: Sent): Promise<Reply | null> => {
    const what = `${sent.method} ${sent.path.replaceAll(/\/(?:[0-9a-f-]{36}|host\.[\w-]+|\d+)(?=\/|$)/g, '/…')}`;
    counts[what] = (counts[what] ?? 0) + 1;
    const reply = await ask(sent);
    if (reply === null) throw new Cut();
    if (reply.status < 300) return reply;
    if (!allows(reply)) throw new Error(`under load, ${what} got ${reply.status} ${reply.text}`);
    refusals.push(reply);
    await pause(20);
    return null;
  };
  const author = authoring({ ledger, ask, exchange });
  const write = async (): Promise<void> => {
    for (; !state.stopped; await pause(20)) await author();
  };
  const work = Array.from({ length: connections }, () => useCases({ ...options, exchange, state }));
  const all = Promise.allSettled([write(), ...work]);
  return {
    counts,
    refusals,
    async stop() {
      state.stopped = true;
      for (const result of await all)
        if (result.status === 'rejected' && !(result.reason instanceof Cut)) throw result.reason;
    },
  };
}

interface Using extends Pick<LoadOptions, 'ledger' | 'random'> {
  exchange: (sent: Sent) => Promise<Reply | null>;
  state: { stopped: boolean };
}

/** One connection: opens cases and goes on with them, repeats what was acknowledged, and reads. */
async function useCases({ ledger, random, exchange, state }: Using): Promise<void> {
  const own: string[] = [];
  while (!state.stopped) {
    const chance = random.next();
    if (own.length === 0 || chance < 0.4) {
      const opened = await send(newWrite('open'), { ledger, exchange });
      if (opened !== null) own.push(bodyOf('Case', opened).id);
      if (own.length > RECENT) own.shift();
    } else if (chance < 0.65) await send(newWrite('evidence', random.pick(own)), { ledger, exchange });
    else if (chance < 0.72) await send(newWrite('confirmation', random.pick(own)), { ledger, exchange });
    else if (chance < 0.85) await repeat(random.pick(ledger.acknowledged), exchange);
    else await exchange({ method: 'GET', path: `/v1/cases/${random.pick(own)}` });
  }
}

/** Sends an acknowledged write again: it must get the first answer, to the byte. */
export async function repeat(
  { sent, reply: first }: Ledger['acknowledged'][number],
  exchange: (sent: Sent) => Promise<Reply | null>,
): Promise<void> {
  const again = await exchange(sent);
  if (again !== null && again.text !== first.text)
    throw new Error(`a repeat got another answer: ${again.text}, at first ${first.text}`);
}
