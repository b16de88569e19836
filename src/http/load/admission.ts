import { overloaded } from './too-busy.ts';

export interface AdmissionSettings {
  /** Requests worked on at once. */
  working: number;
  /** Requests that wait for that, or whose body is coming in. */
  waiting: number;
  /** Of bodies in memory. */
  heldBytes: number;
}

/** A request that was let in. */
export interface Ticket {
  /** Resolves when it may be worked on; call it once, when its body is there. */
  turn(): Promise<void>;
  /** Makes room for others. */
  leave(): void;
}

interface Share {
  requests: number;
  bytes: number;
}

/** A known client may take this part of the places and of the bytes: slow bodies of one must not keep out all the others. */
const MOST_OF_ONE = 3 / 4;

/** Bounds what is in the process at once. What is over a bound is refused at once, and nothing of it is read. */
export class Admission {
  readonly #settings: AdmissionSettings;
  readonly #queue: (() => void)[] = [];
  #inside = 0;
  #working = 0;
  #bytes = 0;
  /** What each known client has inside. */
  readonly #shares = new Map<string, Share>();

  constructor(settings: AdmissionSettings) {
    this.#settings = settings;
  }

  /**
   * Lets a request with a body of so many bytes in. Throws `overloaded`. A body that is alone may be of any length.
   * `client`: who sends it; `null` where all are one, as on the own machine, and may take everything.
   */
  enter(bytes: number, client: string | null = null): Ticket {
    const { working, waiting, heldBytes } = this.#settings;
    const places = working + waiting;
    if (this.#inside >= places) throw overloaded('Too many requests are under way');
    if (this.#bytes > 0 && bytes > 0 && this.#bytes + bytes > heldBytes)
      throw overloaded('Too many long requests are under way');
    const share = (client === null ? null : this.#shares.get(client)) ?? { requests: 0, bytes: 0 };
    if (share.requests >= Math.ceil(places * MOST_OF_ONE))
      throw overloaded('Too many requests of this client are under way');
    if (share.bytes > 0 && bytes > 0 && share.bytes + bytes > heldBytes * MOST_OF_ONE)
      throw overloaded('Too many long requests of this client are under way');
    this.#take(client, share, { requests: 1, bytes });
    return this.#ticket(() => this.#take(client, share, { requests: -1, bytes: -bytes }));
  }

  #take(client: string | null, share: Share, { requests, bytes }: Share): void {
    this.#inside += requests;
    this.#bytes += bytes;
    share.requests += requests;
    share.bytes += bytes;
    if (client === null) return;
    if (share.requests > 0) this.#shares.set(client, share);
    else this.#shares.delete(client);
  }

  #ticket(leave: () => void): Ticket {
    let state: 'inside' | 'queued' | 'working' | 'gone' = 'inside';
    let start = (): void => {};
    return {
      turn: () => {
        if (this.#working < this.#settings.working) {
          this.#working += 1;
          state = 'working';
          return Promise.resolve();
        }
        state = 'queued';
        return new Promise((resolve) => {
          start = () => {
            state = 'working';
            resolve();
          };
          this.#queue.push(start);
        });
      },
      leave: () => {
        leave();
        if (state === 'working') this.#next();
        else if (state === 'queued') this.#queue.splice(this.#queue.indexOf(start), 1);
        state = 'gone';
      },
    };
  }

  /** Hands a place on to the first that waits. */
  #next(): void {
    const start = this.#queue.shift();
    if (start === undefined) this.#working -= 1;
    else start();
  }
}
