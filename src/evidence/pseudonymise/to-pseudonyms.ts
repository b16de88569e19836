import { type AddressMap, hasHostBits } from './address-map.ts';
import { dashedAddress, mapDashed } from './dashed-address.ts';
import type { HardwareMap } from './hardware-map.ts';
import type { NameMap } from './name-map.ts';
import { formatted6, knownOctets, octets6 } from './octets.ts';
import { hasHostShape, isPublicName } from './public-names.ts';
import type { Registry } from './registry.ts';
import { type AddressContext, longestName, type Replacements, withoutEnd } from './scan-line.ts';

export interface Maps {
  addresses: AddressMap;
  hardware: HardwareMap;
  names: NameMap;
  registry: Registry;
  /** Names of machines, in lower case. */
  machines: ReadonlySet<string>;
}

/** Puts pseudonyms in the place of addresses and names, and notes them. */
export class ToPseudonyms implements Replacements {
  readonly #maps: Maps;

  constructor(maps: Maps) {
    this.#maps = maps;
  }

  ipv4(text: string, context: AddressContext): string {
    const known = knownOctets(text);
    if (known.length < 4)
      return [...this.#maps.addresses.to(known), ...text.split('.').slice(known.length)].join('.');
    return this.#noted(text, this.#address(known, context).join('.'));
  }

  ipv6(text: string, context: AddressContext): string {
    const octets = octets6(text);
    const mapped = this.#address(octets, context);
    const same = mapped.every((octet, at) => octet === octets[at]);
    return same ? text : this.#noted(text, formatted6(mapped, text));
  }

  mac(text: string): string {
    const { hardware, registry } = this.#maps;
    const plain = text
      .toLowerCase()
      .replace(/-/g, ':')
      .replace(/(?<![\da-f])[\da-f](?![\da-f])/g, '0$&');
    if (/[^\da-f:]/.test(plain)) return text;
    const mapped = hardware.to(plain);
    if (mapped === plain) return text;
    const shown = text.includes('-') ? mapped.replace(/:/g, '-') : mapped;
    registry.note('hardwareAddresses', text, shown);
    return shown;
  }

  word(text: string): string {
    if (/^(?:[\da-f]{2}-){5}[\da-f]{2}$/i.test(text)) return this.mac(text);
    const name = withoutEnd(text);
    const behind = text.slice(name.length);
    if (name.length > longestName) return text;
    const lower = name.toLowerCase();
    if (lower.endsWith('.in-addr.arpa')) return this.#reversed(lower) + behind;
    if (this.#maps.machines.has(lower)) return this.#name(name) + behind;
    if (!name.includes('.')) return this.#label(name) + behind;
    const labels = lower.split('.');
    if (hasHostShape(labels) && !isPublicName(labels)) return this.#name(name) + behind;
    return name.replace(/[^.]+/g, (label) => this.#label(label)) + behind;
  }

  /** A label that is a machine's name, ends in one (`etcd-node-1`), or holds an address. */
  #label(label: string): string {
    const { machines } = this.#maps;
    for (let at = 0; at >= 0; at = next(label, at))
      if (machines.has(label.slice(at).toLowerCase()))
        return label.slice(0, at) + this.#name(label.slice(at));
    return label.replace(dashedAddress, (address) => {
      const mapped = mapDashed(address, (octets) => this.#address(octets, alone));
      this.#noted(address, mapped);
      return mapped;
    });
  }

  #name(name: string): string {
    const { names, registry } = this.#maps;
    const mapped = names.to(name);
    registry.note('names', name.toLowerCase(), mapped.toLowerCase());
    registry.noteSpelling(name, mapped);
    return mapped;
  }

  #reversed(name: string): string {
    const octets = name.slice(0, -'.in-addr.arpa'.length).split('.').reverse();
    if (octets.length > 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256))
      return name;
    const mapped = this.#maps.addresses.to(octets.map(Number));
    return this.#noted(name, `${mapped.reverse().join('.')}.in-addr.arpa`);
  }

  #address(octets: readonly number[], { prefixBits, masks }: AddressContext): number[] {
    const { addresses, registry } = this.#maps;
    const lengths = prefixBits === null ? masks : [prefixBits];
    const network = lengths.find((bits) => bits < octets.length * 8 && hasHostBits(octets, bits, 0));
    const broadcast = masks.find((bits) => bits < 32 && hasHostBits(octets, bits, 1));
    const mapped =
      network !== undefined
        ? addresses.network(octets, network)
        : broadcast !== undefined && octets.length === 4
          ? addresses.broadcast(octets, broadcast)
          : addresses.to(octets);
    registry.noteAddress(mapped);
    return mapped;
  }

  #noted(original: string, pseudonym: string): string {
    this.#maps.registry.note('addresses', original, pseudonym);
    return pseudonym;
  }
}

const alone: AddressContext = { prefixBits: null, masks: [] };

/** Where the next part of a label begins; -1 when it was the last one. */
function next(label: string, at: number): number {
  const dash = label.indexOf('-', at);
  return dash < 0 ? -1 : dash + 1;
}
