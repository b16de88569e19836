import { createHmac } from 'node:crypto';

/** More than one submission needs; beyond it, bits are computed again. */
const mostKept = 200_000;

/**
 * Bits that only the holder of the key can tell from drawn ones: HMAC-SHA-256 of a purpose and of what is asked about.
 * Pure: equal keys and questions give equal bits.
 */
export class KeyedBits {
  readonly #key: string;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(key: string) {
    this.#key = key;
  }

  /** 32 bytes, the same ones each time. */
  of(purpose: string, about: string): Uint8Array {
    const question = `${purpose}\n${about}`;
    const known = this.#kept.get(question);
    if (known !== undefined) return known;
    const bits = createHmac('sha256', this.#key).update(question).digest();
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(question, bits);
    return bits;
  }
}
