import ipaddr from 'ipaddr.js';
import { isIpv4, parsePrefixed } from './text/addresses.ts';

/** A network or, with all bits in its prefix, one address. A hidden octet stays the mask that was written. */
export interface NetworkRange {
  readonly parts: readonly (number | string)[];
  readonly prefixBits: number;
}

/** Reads `10.0.0.1/24`, `10.0.0.1`, `***.24.69.3/24`, IPv6 alike; `null` when it is no address or hides part of an IPv6 one. */
export function parseRange(text: string): NetworkRange | null {
  const parsed = text.includes('/')
    ? parsePrefixed(text)
    : { address: text, prefixBits: Number.POSITIVE_INFINITY };
  if (parsed === null) return null;
  const parts = partsOf(parsed.address);
  return parts === null ? null : { parts, prefixBits: Math.min(parsed.prefixBits, parts.length * 8) };
}

function partsOf(address: string): (number | string)[] | null {
  if (isIpv4(address))
    return address.split('.').map((octet) => (/^\d+$/.test(octet) ? Number(octet) : octet));
  const zone = address.indexOf('%');
  const plain = zone < 0 ? address : address.slice(0, zone);
  return ipaddr.IPv6.isValid(plain) ? ipaddr.IPv6.parse(plain).toByteArray() : null;
}

/** Whether part of the range was hidden, so that a comparison with it may be undecidable. */
export const isHidden = ({ parts }: NetworkRange): boolean => parts.some((part) => typeof part === 'string');

/** Equal for ranges whose first `prefixBits` bits are known to be equal; equal masks are equal. */
export function rangeKey({ parts }: NetworkRange, prefixBits: number): string {
  const kept = parts.map((part, position) => {
    const bits = prefixBits - position * 8;
    if (bits <= 0) return 0;
    return typeof part === 'string' || bits >= 8 ? part : part & (0xff << (8 - bits));
  });
  return `${parts.length}:${prefixBits}:${kept.join('.')}`;
}

/** The network that a range lies in, without host bits: `10.0.0.0/24`. */
export function formatNetwork(range: NetworkRange): string {
  const kept = rangeKey(range, range.prefixBits).split(':')[2] ?? '';
  if (range.parts.length === 4) return `${kept}/${range.prefixBits}`;
  return `${ipaddr.fromByteArray(kept.split('.').map(Number)).toString()}/${range.prefixBits}`;
}

/** Whether one lies in the other; `null` when hidden parts leave that open. */
export function overlap(a: NetworkRange, b: NetworkRange): boolean | null {
  if (a.parts.length !== b.parts.length) return false;
  const bits = Math.min(a.prefixBits, b.prefixBits);
  if (rangeKey(a, bits) === rangeKey(b, bits)) return true;
  const differs = a.parts.some((part, position) => {
    const other = b.parts[position] ?? 0;
    const mask =
      bits - position * 8 >= 8 ? 0xff : bits <= position * 8 ? 0 : 0xff << (8 - (bits - position * 8));
    return (
      typeof part === 'number' && typeof other === 'number' && (part & mask & 0xff) !== (other & mask & 0xff)
    );
  });
  return differs ? false : null;
}

/** `127.0.0.0/8`, `169.254.0.0/16`, `::1`, `fe80::/10`: every machine has them. */
export function isOnEveryMachine(address: string): boolean {
  return (
    address.startsWith('127.') ||
    address.startsWith('169.254.') ||
    // VirtualBox's NAT gives this one to each of its guests.
    address === '10.0.2.15' ||
    address === '::1' ||
    /^fe[89ab][0-9a-f]:/i.test(address)
  );
}

/** Finds, for ranges, those of a set that overlap them: a hash look-up for each prefix length that occurs. */
export class RangeIndex<T> {
  readonly #byKey = new Map<string, T[]>();
  readonly #lengths = new Set<number>();

  add(range: NetworkRange, entry: T): void {
    this.#lengths.add(range.prefixBits);
    const key = rangeKey(range, range.prefixBits);
    const entries = this.#byKey.get(key);
    if (entries === undefined) this.#byKey.set(key, [entry]);
    else entries.push(entry);
  }

  /** Those as wide as the range or wider that hold it. */
  holding(range: NetworkRange): T[] {
    const lengths = [...this.#lengths].filter((bits) => bits <= range.prefixBits);
    return lengths.flatMap((bits) => this.#byKey.get(rangeKey(range, bits)) ?? []);
  }
}
