import type { Line, ReadingBuilder } from '../../source.ts';

interface Tallied {
  requests: number;
  first: Line;
  last: Line;
}

/** Adds up requests by client, and keeps the lines that they were counted on. */
export class ClientTally {
  readonly #clients = new Map<string, Tallied>();

  add(client: string, requests: number, line: Line): void {
    const known = this.#clients.get(client);
    if (known === undefined) this.#clients.set(client, { requests, first: line, last: line });
    else {
      known.requests += requests;
      known.last = line;
    }
  }

  report(reading: ReadingBuilder): void {
    for (const [client, { requests, first, last }] of this.#clients)
      if (Number.isSafeInteger(requests))
        reading.item('apiserver.requests-by-client', { client, requests }, first, last);
  }
}
