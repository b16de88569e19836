import ipaddr from 'ipaddr.js';
import { BitMap } from './bit-map.ts';
import { embeddings, keptRanges, pinnedRanges } from './kept-ranges.ts';
import type { KeyedBits } from './keyed-bits.ts';
import { pinTree } from './pin-tree.ts';

const pins4 = pinTree(4, pinnedRanges, keptRanges);
const pins6 = pinTree(16, pinnedRanges, keptRanges);
const embedded = embeddings.map((range) => ipaddr.IPv6.parseCIDR(range));

/** Maps IPv4 and IPv6 addresses, as octets, with one key, and back. */
export class AddressMap {
  readonly #v4: BitMap;
  readonly #v6: BitMap;

  constructor(bits: KeyedBits) {
    this.#v4 = new BitMap(bits, {
      purpose: 'ipv4',
      pins: pins4,
      // Networks, gateways, cluster DNS and broadcasts are told by it.
      keepsOctet: (position) => position === 3,
      // `10.1.0.0/16` begins with 10.1.0.1, and its Service for DNS is 10.1.0.10.
      keepsZeros: (position) => position === 2,
    });
    this.#v6 = new BitMap(bits, {
      purpose: 'ipv6',
      pins: pins6,
      keepsOctet: (position) => position === 15,
      // A group that is zero stays so: `fd00:10:244::/64`, `fd00::1`.
      keepsZeros: (position, before) => position > 1 && (position % 2 === 0 || before.at(-1) === 0),
    });
  }

  /** Takes and gives 16 octets, or 4 or the first of them. */
  to(octets: readonly number[]): number[] {
    if (octets.length <= 4) return this.#v4.to(octets);
    return isEmbedding(octets)
      ? [...octets.slice(0, 12), ...this.#v4.to(octets.slice(12))]
      : this.#v6.to(octets);
  }

  /** The inverse of `to`. */
  back(octets: readonly number[]): number[] {
    if (octets.length <= 4) return this.#v4.back(octets);
    return isEmbedding(octets)
      ? [...octets.slice(0, 12), ...this.#v4.back(octets.slice(12))]
      : this.#v6.back(octets);
  }

  /** A network's first address: what comes behind its prefix stays zero. */
  network(octets: readonly number[], prefixBits: number, direction: 'to' | 'back' = 'to'): number[] {
    return withHostBits(this[direction](octets), prefixBits, 0);
  }

  /** The last address of the network that it is in. */
  broadcast(octets: readonly number[], prefixBits: number): number[] {
    return withHostBits(this.to(octets), prefixBits, 1);
  }
}

function isEmbedding(octets: readonly number[]): boolean {
  const address = new ipaddr.IPv6([...octets]);
  return embedded.some((range) => address.match(range));
}

/** Whether all bits behind the prefix are zero, or all are one. */
export const hasHostBits = (octets: readonly number[], prefixBits: number, value: 0 | 1): boolean =>
  withHostBits(octets, prefixBits, value).every((octet, position) => octet === octets[position]);

function withHostBits(octets: readonly number[], prefixBits: number, value: 0 | 1): number[] {
  return octets.map((octet, position) => {
    const host = 0xff >> Math.min(8, Math.max(0, prefixBits - position * 8));
    return value === 1 ? octet | host : octet & ~host & 0xff;
  });
}
