import type { KeyedBits } from './keyed-bits.ts';

const rounds = 10;
/** More than any evidence names. */
const mostKept = 100_000;

/** What a word may consist of and become. */
export interface WordDomain {
  /** Part of the key's question: two domains are mapped independently. */
  name: string;
  alphabet: string;
  /** Whether a word is in it; the word itself is, and what it becomes is too. */
  has(word: string): boolean;
}

/**
 * Maps words of a domain onto words of it of the same length: a balanced Feistel network over the alphabet, walked until it is
 * back in the domain (J. Black, P. Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002). A bijection.
 */
export class WordMap {
  readonly #bits: KeyedBits;
  readonly #kept = new Map<string, string>();

  constructor(bits: KeyedBits) {
    this.#bits = bits;
  }

  /** The word must be in the domain. */
  to(word: string, domain: WordDomain): string {
    const question = `${domain.name} ${word}`;
    const known = this.#kept.get(question);
    if (known !== undefined) return known;
    let mapped = this.#once(word, domain);
    // A permutation comes back to the word itself, if to nothing before.
    while (!domain.has(mapped)) mapped = this.#once(mapped, domain);
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(question, mapped);
    return mapped;
  }

  #once(word: string, { name, alphabet }: WordDomain): string {
    const half = word.length >> 1;
    let left = word.slice(0, half);
    let right = word.slice(half);
    for (let round = 0; round < rounds; round++) {
      const drawn = this.#bits.of('name', `${name} ${word.length} ${round} ${right}`);
      const sum = [...left].map((letter, at) => shifted(letter, drawn[at % 32] ?? 0, alphabet)).join('');
      left = right;
      right = sum;
    }
    return left + right;
  }
}

const shifted = (letter: string, by: number, alphabet: string): string =>
  alphabet[(alphabet.indexOf(letter) + by) % alphabet.length] ?? letter;
