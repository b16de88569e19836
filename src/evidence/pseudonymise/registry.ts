/** What became what, to find the way back; and how much. */
export class Registry {
  readonly #originals = new Map<string, string>();
  readonly #networks = new Map<number, Set<string>>();
  readonly #addresses = new Map<string, readonly number[]>();
  readonly #counts = { addresses: 0, hardwareAddresses: 0, names: 0 };

  /** How many different ones were changed. */
  get counts(): Readonly<Record<'addresses' | 'hardwareAddresses' | 'names', number>> {
    return this.#counts;
  }

  note(kind: keyof Registry['counts'], original: string, pseudonym: string): void {
    if (original === pseudonym || this.#originals.has(pseudonym)) return;
    this.#originals.set(pseudonym, original);
    this.#counts[kind]++;
  }

  /** A name in its letter case, beside the one in lower case that was noted. */
  noteSpelling(original: string, pseudonym: string): void {
    if (original !== pseudonym && !this.#originals.has(pseudonym)) this.#originals.set(pseudonym, original);
  }

  /** `null` for what is no pseudonym. */
  original(pseudonym: string): string | null {
    return this.#originals.get(pseudonym) ?? null;
  }

  /** Keeps a mapped address, so that networks around it are known. */
  noteAddress(octets: readonly number[]): void {
    const key = octets.join('.');
    if (this.#addresses.has(key)) return;
    this.#addresses.set(key, octets);
    this.#networks.clear();
  }

  /** Whether a mapped address is in the network. */
  holdsAddressIn(octets: readonly number[], prefixBits: number): boolean {
    let known = this.#networks.get(prefixBits);
    if (known === undefined) {
      known = new Set(Array.from(this.#addresses.values(), (address) => networkKey(address, prefixBits)));
      this.#networks.set(prefixBits, known);
    }
    return known.has(networkKey(octets, prefixBits));
  }
}

const networkKey = (octets: readonly number[], prefixBits: number): string =>
  octets
    .map(
      (octet, position) => octet & (0xff << Math.min(8, Math.max(0, 8 - (prefixBits - position * 8)))) & 0xff,
    )
    .join('.');
