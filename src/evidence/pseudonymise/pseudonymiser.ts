import type { Evidence } from '../evidence.ts';
import { AddressMap } from './address-map.ts';
import { HardwareMap } from './hardware-map.ts';
import { KeyedBits } from './keyed-bits.ts';
import { machineNames } from './machine-names.ts';
import { mapStrings } from './map-strings.ts';
import { NameMap } from './name-map.ts';
import { Registry } from './registry.ts';
import { type Replacements, scanLine } from './scan-line.ts';
import { ToOriginals } from './to-originals.ts';
import { ToPseudonyms } from './to-pseudonyms.ts';
import { WordMap } from './word-map.ts';

/**
 * Maps addresses and host names of evidence to pseudonyms of one key, so that equality, shared prefixes, containment of
 * networks, private and public, and shared domains stay; and answers back. Pure: equal key and evidence give equal texts.
 * docs/pseudonymise.md says what that hides, and what not.
 */
export class Pseudonymiser {
  readonly #registry = new Registry();
  readonly #machines = new Set<string>();
  readonly #to: Replacements;
  readonly #back: Replacements;

  constructor(key: string) {
    const bits = new KeyedBits(key);
    const addresses = new AddressMap(bits);
    const names = new NameMap(new WordMap(bits), addresses);
    const hardware = new HardwareMap(bits, addresses);
    const registry = this.#registry;
    this.#to = new ToPseudonyms({ addresses, hardware, names, registry, machines: this.#machines });
    this.#back = new ToOriginals({ addresses, registry });
  }

  /** How many different addresses and names were changed. */
  get counts(): Registry['counts'] {
    return this.#registry.counts;
  }

  /** Evidence with pseudonyms in texts, commands, hosts and values of facts. Takes time linear in its length. */
  evidence(evidence: Evidence): Evidence {
    for (const name of machineNames(evidence)) this.#machines.add(name);
    const mapped = (text: string): string => this.text(text);
    return {
      ...evidence,
      facts: evidence.facts.map((fact) => ({
        ...fact,
        value: mapStrings(fact.value, mapped),
        ...(fact.host === undefined ? {} : { host: mapped(fact.host) }),
      })),
      texts: evidence.texts.map((text) => ({
        ...text,
        text: mapped(text.text),
        ...(text.command === undefined ? {} : { command: mapped(text.command) }),
        ...(text.host === undefined ? {} : { host: mapped(text.host) }),
      })),
    };
  }

  /** A text with pseudonyms for its addresses, its full host names, and the machines of the evidence so far. */
  text(text: string): string {
    return scanned(text, this.#to);
  }

  /** An answer, or any JSON value, with the originals of pseudonyms that this object gave. */
  back<T>(answer: T): T {
    // Arrays, objects and texts stay what they are, so that the shape does not change.
    return mapStrings(answer, (text) => scanned(text, this.#back)) as T;
  }
}

const scanned = (text: string, replacements: Replacements): string =>
  text
    .split('\n')
    .map((line) => scanLine(line, replacements))
    .join('\n');
