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

/** Bounds what is in the process at once. What is over a bound is refused at once, and nothing of it is read. */
export class Admission {
  readonly #settings: AdmissionSettings;
  readonly #queue: (() => void)[] = [];
  #inside = 0;
  #working = 0;
  #bytes = 0;

  constructor(settings: AdmissionSettings) {
    this.#settings = settings;
  }

  /** Lets a request with a body of so many bytes in. Throws `overloaded`. A body that is alone may be of any length. */
  enter(bytes: number): Ticket {
    const { working, waiting, heldBytes } = this.#settings;
    if (this.#inside >= working + waiting) throw overloaded('Too many requests are under way');
    if (this.#bytes > 0 && bytes > 0 && this.#bytes + bytes > heldBytes)
      throw overloaded('Too many long requests are under way');
    this.#inside += 1;
    this.#bytes += bytes;
    return this.#ticket(bytes);
  }

  #ticket(bytes: number): Ticket {
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
        this.#inside -= 1;
        this.#bytes -= bytes;
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
