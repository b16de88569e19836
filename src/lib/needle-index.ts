const ROOT = 0;

interface Trie {
  /** Transitions: state × width + class → state, 0 when there is none yet. */
  next: Int32Array<ArrayBuffer>;
  /** Needles that end in a state. */
  ends: number[][];
}

/**
 * Finds many literals in one pass over a text, whatever their number: an Aho–Corasick automaton with all
 * transitions laid out. ASCII letters match in either case; other characters match exactly.
 *
 * @see A. V. Aho, M. J. Corasick, "Efficient string matching", Communications of the ACM 18(6), 1975.
 */
export class NeedleIndex {
  readonly #classes = new Uint16Array(0x10000);
  readonly #width: number;
  readonly #next: Int32Array;
  /** `undefined` for the many states in which none ends: they are left without another look at memory. */
  readonly #ends: readonly (readonly number[] | undefined)[];

  /** @param needles Non-empty literals; a hit names a needle by its position here. */
  constructor(needles: readonly string[]) {
    let classes = 0;
    for (const needle of needles) {
      for (let i = 0; i < needle.length; i++) {
        const code = fold(needle.charCodeAt(i));
        if (this.#classes[code] === 0) this.#classes[code] = ++classes;
      }
    }
    for (let upper = 65; upper <= 90; upper++) this.#classes[upper] = this.#classes[upper + 32] ?? 0;
    this.#width = classes + 1;
    const trie = this.#buildTrie(needles);
    this.#linkFailures(trie);
    this.#next = trie.next;
    this.#ends = trie.ends.map((needles) => (needles.length > 0 ? needles : undefined));
  }

  /** Calls `onHit` for every occurrence, with the needle's position in the list and the offset behind its last character. */
  scan(text: string, onHit: (needle: number, end: number) => void): void {
    const classes = this.#classes;
    const next = this.#next;
    const width = this.#width;
    const endsOf = this.#ends;
    let state = ROOT;
    for (let i = 0; i < text.length; i++) {
      state = next[state * width + (classes[text.charCodeAt(i)] ?? 0)] ?? ROOT;
      const ends = endsOf[state];
      if (ends !== undefined) for (const needle of ends) onHit(needle, i + 1);
    }
  }

  #buildTrie(needles: readonly string[]): Trie {
    const most = 1 + needles.reduce((sum, needle) => sum + needle.length, 0);
    const next = new Int32Array(most * this.#width);
    const ends: number[][] = [[]];
    for (const [position, needle] of needles.entries()) {
      let state = ROOT;
      for (let i = 0; i < needle.length; i++) {
        const slot = state * this.#width + (this.#classes[needle.charCodeAt(i)] ?? 0);
        state = next[slot] ?? ROOT;
        if (state === ROOT) {
          state = ends.length;
          next[slot] = state;
          ends.push([]);
        }
      }
      if (state !== ROOT) ends[state]?.push(position);
    }
    return { next: next.slice(0, ends.length * this.#width), ends };
  }

  /** Completes the trie breadth first: a missing transition is that of the longest proper suffix in the trie. */
  #linkFailures({ next, ends }: Trie): void {
    const width = this.#width;
    const failure = new Int32Array(ends.length);
    const queue: number[] = [];
    for (let symbol = 1; symbol < width; symbol++) {
      const child = next[symbol] ?? ROOT;
      if (child !== ROOT) queue.push(child);
    }
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] ?? ROOT;
      const fallback = failure[state] ?? ROOT;
      for (let symbol = 1; symbol < width; symbol++) {
        const slot = state * width + symbol;
        const suffix = next[fallback * width + symbol] ?? ROOT;
        const child = next[slot] ?? ROOT;
        if (child === ROOT) {
          next[slot] = suffix;
        } else {
          failure[child] = suffix;
          ends[child]?.push(...(ends[suffix] ?? []));
          queue.push(child);
        }
      }
    }
  }
}

const fold = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
