import { type AddressMap, hasHostBits } from './address-map.ts';
import { dashedAddress } from './dashed-address.ts';
import { formatted6, knownOctets, octets6 } from './octets.ts';
import type { Registry } from './registry.ts';
import { type AddressContext, longestName, type Replacements, withoutEnd } from './scan-line.ts';

/** Puts originals back: of pseudonyms that were given, and of networks that hold one. Everything else stays. */
export class ToOriginals implements Replacements {
  readonly #addresses: AddressMap;
  readonly #registry: Registry;

  constructor({ addresses, registry }: { addresses: AddressMap; registry: Registry }) {
    this.#addresses = addresses;
    this.#registry = registry;
  }

  ipv4(text: string, context: AddressContext): string {
    const known = this.#registry.original(text);
    if (known !== null) return known;
    const octets = knownOctets(text);
    return octets.length < 4 ? text : (this.#network(octets, context)?.join('.') ?? text);
  }

  ipv6(text: string, context: AddressContext): string {
    const known = this.#registry.original(text);
    if (known !== null) return known;
    const network = this.#network(octets6(text), context);
    return network === null ? text : formatted6(network, text);
  }

  mac(text: string): string {
    return this.#registry.original(text) ?? text;
  }

  word(text: string): string {
    if (text.length > longestName) return text;
    const name = withoutEnd(text);
    return this.#name(name) + text.slice(name.length);
  }

  #name(name: string): string {
    const known = this.#original(name);
    if (known !== null) return known;
    return name.replace(/[^.]+/g, (label) => this.#label(label));
  }

  #original(name: string): string | null {
    return this.#registry.original(name) ?? this.#registry.original(name.toLowerCase());
  }

  #label(label: string): string {
    for (let at = 0; at >= 0; at = label.indexOf('-', at) < 0 ? -1 : label.indexOf('-', at) + 1) {
      const known = this.#original(label.slice(at));
      if (known !== null) return label.slice(0, at) + known;
    }
    return label.replace(dashedAddress, (address) => this.#registry.original(address) ?? address);
  }

  #network(octets: readonly number[], { prefixBits }: AddressContext): number[] | null {
    if (prefixBits === null || prefixBits > octets.length * 8 || !hasHostBits(octets, prefixBits, 0))
      return null;
    if (!this.#registry.holdsAddressIn(octets, prefixBits)) return null;
    return this.#addresses.network(octets, prefixBits, 'back');
  }
}
