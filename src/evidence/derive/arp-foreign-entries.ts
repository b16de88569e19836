import type { ArpAnswer } from '../../facts/addressing.ts';
import type { ForeignArpEntry } from '../../facts/derived.ts';
import type { ArpEntry } from '../../facts/host.ts';
import type { FactBase, KnownFact, Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import {
  currentInterfaces,
  interfaceOf,
  isRepeated,
  isVirtualMac,
  type OwnedAddress,
  ownedAddresses,
} from '../interfaces.ts';
import { isOnEveryMachine } from '../network-range.ts';

const fact = 'arp.foreign-entries';

/**
 * Compares what each machine's ARP cache holds, and held, with the interfaces of all others. A cache never holds its
 * machine's own addresses, so that an unnamed cache and an unnamed interface are those of two machines.
 */
export const arpForeignEntries: Derivation = {
  fact,
  derive(facts) {
    const owners = new Owners(facts);
    const caches = groupBy(facts.history('arp.entries'), ({ host }) => host);
    return [...caches].flatMap(([host, observations]) => ofCache(host, observations, owners));
  },
};

function ofCache(host: string | null, observations: readonly Observation[], owners: Owners): KnownFact[] {
  const entries = observations
    .filter(({ kind }) => kind === 'item')
    .filter((observation) => macOf(observation) !== null);
  const byAddress = groupBy(entries, (observation) => entryOf(observation).address);
  const compared = [...byAddress].flatMap(([address, ofAddress]) => {
    const claims = owners.elsewhere(address, host);
    return claims.length === 0 ? [] : [{ entries: ofAddress, claims }];
  });
  const items = compared.flatMap((one) => foreign(one.entries, one.claims, owners));
  if (items.length > 0) return [derivedList({ fact, host }, items, [])];
  // That all is well is known only when every entry could be compared.
  const complete = entries.length > 0 && compared.length === byAddress.size;
  return complete ? [derivedList({ fact, host }, [], entries)] : [];
}

function foreign(
  entries: readonly Observation[],
  claims: readonly OwnedAddress[],
  owners: Owners,
): DerivedItem[] {
  const owner = claims.at(-1);
  const macs = new Set(claims.map(({ mac }) => mac));
  const hosts = new Set(claims.map(({ host }) => host));
  const last = entries.at(-1);
  if (owner?.mac == null || last === undefined) return [];
  const { mac: ownerMac } = owner;
  const corrected = macs.has(macOf(last));
  const wrong = new Map<string, Observation>();
  for (const entry of entries) {
    const mac = macOf(entry);
    if (mac === null || macs.has(mac) || isVirtualMac(mac) || owners.haveMac(hosts, mac)) continue;
    wrong.set(mac, entry);
  }
  return [...wrong].map(([cachedMac, entry]) => {
    const { address, interface: name } = entryOf(entry);
    const found: ForeignArpEntry = {
      address,
      interface: name,
      cachedMac,
      ownerMac,
      owner: owner.host,
      ...(owner.interface === '' ? {} : { ownerInterface: owner.interface }),
      corrected,
    };
    const holder = owners.ofMac(cachedMac);
    const item = holder === undefined ? found : { ...found, cachedMacOwner: holder.host };
    const from = [
      entry,
      owner.observation,
      ...(corrected ? [last] : []),
      ...(holder === undefined ? [] : [holder]),
    ];
    return { item, from };
  });
}

/** Whose MAC alone answers for an address; which machine that is, and by which interface, nobody knows. */
function soleAnswers(facts: FactBase): OwnedAddress[] {
  const answers = itemsOf(facts.of('arp.answers')).map((observation) => ({
    // An item of `arp.answers`: sources and `checkEvidence` hold to the fact's schema.
    ...(observation.value as ArpAnswer),
    observation,
  }));
  return [...groupBy(answers, ({ address }) => address).values()].flatMap((ofAddress) => {
    const [first] = ofAddress;
    if (first === undefined || ofAddress.some(({ mac }) => mac !== first.mac || isVirtualMac(mac))) return [];
    const { address, mac, observation } = first;
    return [{ address, prefixed: address, interface: '', mac, host: null, observation }];
  });
}

/** A MAC on more machines than this tells none of them. */
const mostHosts = 16;

class Owners {
  readonly #byAddress: Map<string, OwnedAddress[]>;
  readonly #byMac = new Map<string, Observation>();
  readonly #hostsByMac = new Map<string, Set<string | null>>();

  constructor(facts: FactBase) {
    const interfaces = currentInterfaces(facts);
    const owned = ownedAddresses(interfaces).filter(
      ({ mac, interface: name, address }) => mac !== null && !isRepeated(name) && !isOnEveryMachine(address),
    );
    const known = new Set(owned.map(({ address }) => address));
    const answering = soleAnswers(facts).filter(({ address }) => !known.has(address));
    this.#byAddress = groupBy([...owned, ...answering], ({ address }) => address);
    for (const observation of interfaces) {
      const { mac } = interfaceOf(observation);
      if (mac === null) continue;
      if (!this.#byMac.has(mac)) this.#byMac.set(mac, observation);
      const hosts = this.#hostsByMac.get(mac) ?? new Set();
      if (hosts.size < mostHosts) this.#hostsByMac.set(mac, hosts.add(observation.host));
    }
  }

  /** Interfaces with the address on machines other than this one. */
  elsewhere(address: string, host: string | null): OwnedAddress[] {
    const owned = this.#byAddress.get(address) ?? [];
    return host === null ? owned : owned.filter((candidate) => candidate.host !== host);
  }

  /** With several interfaces in one network, any of them may answer for an address of the machine (ARP flux). */
  haveMac(hosts: ReadonlySet<string | null>, mac: string): boolean {
    return [...(this.#hostsByMac.get(mac) ?? [])].some((host) => hosts.has(host));
  }

  ofMac(mac: string): Observation | undefined {
    return this.#byMac.get(mac);
  }
}

/** An item of `arp.entries`: sources and `checkEvidence` hold to the fact's schema. */
const entryOf = ({ value }: Observation): ArpEntry => value as ArpEntry;
const macOf = (observation: Observation): string | null => entryOf(observation).mac;
