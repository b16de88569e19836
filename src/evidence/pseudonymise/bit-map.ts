import type { KeyedBits } from './keyed-bits.ts';
import type { PinNode } from './pin-tree.ts';

/** Which octets of an address keep what. */
export interface BitMapShape {
  /** Tells apart what the same key is used for. */
  purpose: string;
  /** What stays; `null` when nothing does. */
  pins: PinNode | null;
  /** Octets that stay what they are. */
  keepsOctet(position: number): boolean;
  /** Where a run of zero bits begins that stays zero, given the octets before; `false` for an octet that is all free. */
  keepsZeros(position: number, before: readonly number[]): boolean;
}

type Direction = 'to' | 'back';

/**
 * Maps addresses so that two share exactly as many leading bits afterwards as before: each bit is flipped or not as a keyed
 * function of the bits before it says (J. Xu, J. Fan, M. Ammar, S. Moon, "Prefix-Preserving IP Address Anonymization",
 * ICNP 2002: Crypto-PAn). The function is zero on the way to pinned prefixes, which therefore stay. A bijection.
 */
export class BitMap {
  readonly #bits: KeyedBits;
  readonly #shape: BitMapShape;

  constructor(bits: KeyedBits, shape: BitMapShape) {
    this.#bits = bits;
    this.#shape = shape;
  }

  to(octets: readonly number[]): number[] {
    return this.#map(octets, 'to');
  }

  back(octets: readonly number[]): number[] {
    return this.#map(octets, 'back');
  }

  #map(octets: readonly number[], direction: Direction): number[] {
    const before: number[] = [];
    const mapped: number[] = [];
    let pin: PinNode | null = this.#shape.pins;
    for (const octet of octets) {
      const step = this.#octet(octet, { before, pin, direction });
      before.push(direction === 'to' ? octet : step.octet);
      mapped.push(step.octet);
      pin = step.pin;
    }
    return mapped;
  }

  #octet(octet: number, { before, pin, direction }: Walk): { octet: number; pin: PinNode | null } {
    const { purpose, keepsOctet, keepsZeros } = this.#shape;
    if (pin?.isWhole) return { octet, pin };
    const isKept = keepsOctet(before.length);
    const zeros = keepsZeros(before.length, before);
    const flips = isKept ? null : this.#bits.of(purpose, before.join('.'));
    let at = pin;
    // The bits so far with a 1 before them: a number for each node of the octet's tree.
    let node = 1;
    let mapped = 0;
    for (let bit = 7; bit >= 0; bit--) {
      const given = (octet >> bit) & 1;
      const stays = at !== null || flips === null || (zeros && (node & (node - 1)) === 0);
      const turned = stays ? given : given ^ (((flips[node >> 3] ?? 0) >> (node & 7)) & 1);
      const original = direction === 'to' ? given : turned;
      mapped = (mapped << 1) | turned;
      node = (node << 1) | original;
      if (at !== null && !at.isWhole) at = at.children[original === 1 ? 1 : 0];
    }
    return { octet: mapped, pin: at };
  }
}

interface Walk {
  before: readonly number[];
  pin: PinNode | null;
  direction: Direction;
}
