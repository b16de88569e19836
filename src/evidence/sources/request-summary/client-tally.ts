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
      // Each kind of listing is looked for in the whole text.
      if (line.number < known.first.number) known.first = line;
      if (line.number > known.last.number) known.last = line;
    }
  }

  report(reading: ReadingBuilder): void {
    for (const [client, { requests, first, last }] of this.#clients)
      if (Number.isSafeInteger(requests))
        reading.item('apiserver.requests-by-client', { client, requests }, first, last);
  }
}
