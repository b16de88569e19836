import type { ArpAnswer } from '../../facts/addressing.ts';
import { shelfLife } from '../../facts/define.ts';
import type { DuplicateAddress } from '../../facts/derived.ts';
import type { ArpEntry } from '../../facts/host.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import {
  currentInterfaces,
  interfaceOf,
  isLoopback,
  isOfPlugin,
  isRepeated,
  isVirtualMac,
  ownedAddresses,
} from '../interfaces.ts';
import { isOnEveryMachine } from '../network-range.ts';

const fact = 'address.duplicates';

interface Claim {
  address: string;
  /** `null` where the listing leaves it out: the machine's name tells it from another. */
  mac: string | null;
  host: string | null;
  observation: Observation;
}

/**
 * Addresses that two MACs claim: interfaces have them, or neighbours of different machines cached them. That there is
 * none is never known: a machine that nobody looked at may have the address, too.
 */
export const addressDuplicates: Derivation = {
  fact,
  derive(facts) {
    const groups = [interfaceClaims(facts), cacheClaims(facts), answerClaims(facts)].map((claims) =>
      groupBy(claims, ({ address }) => address),
    );
    const machines = machinesByMac(facts);
    const others = addressesByHost(facts);
    const duplicates = new Map<string, Claim[]>();
    for (const group of groups)
      for (const [address, claims] of group) {
        const atOnce = claimsAtOnce(claims);
        const answering = new Set(
          atOnce.map(({ mac, host }) => (mac === null ? `host ${host}` : (machines.get(mac) ?? mac))),
        );
        if (answering.size < 2 && !areClones(atOnce, others)) continue;
        duplicates.set(address, [...(duplicates.get(address) ?? []), ...atOnce]);
      }
    if (duplicates.size === 0) return [];
    const items = [...duplicates].map(([address, claims]) => ({
      item: duplicate(address, claims),
      from: claims.map(({ observation }) => observation),
    }));
    return [derivedList({ fact }, items, [])];
  },
};

/** One machine may answer with any of its MACs (ARP flux): those of one named machine are one claim. */
function machinesByMac(facts: FactBase): Map<string, string> {
  const pairs = currentInterfaces(facts).flatMap((observation): [string, string][] => {
    const { mac } = interfaceOf(observation);
    return mac === null || observation.host === null ? [] : [[mac, `host ${observation.host}`]];
  });
  return new Map(pairs);
}

function addressesByHost(facts: FactBase): Map<string, Set<string>> {
  const owned = ownedAddresses(currentInterfaces(facts)).filter(
    ({ interface: name }) => !isLoopback(name) && !isRepeated(name),
  );
  const hosts = [...groupBy(owned, ({ host }) => host ?? '')].filter(([host]) => host !== '');
  return new Map(hosts.map(([host, addresses]) => [host, new Set(addresses.map(({ address }) => address))]));
}

/** Copies of one machine have its address and its MAC, too: each has another address that the other one lacks. */
function areClones(claims: readonly Claim[], addresses: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const hosts = [...new Set(claims.map(({ host }) => host))];
  const [first, ...rest] = hosts.flatMap((host) => addresses.get(host ?? '') ?? []);
  if (first === undefined) return false;
  return rest.some(
    (other) => [...first].some((one) => !other.has(one)) && [...other].some((one) => !first.has(one)),
  );
}

function duplicate(address: string, claims: readonly Claim[]): DuplicateAddress {
  const hosts = claims.map(({ host }) => host).filter((host) => host !== null);
  const macs = claims.map(({ mac }) => mac).filter((mac) => mac !== null);
  return { address, macs: [...new Set(macs)], hosts: [...new Set(hosts)] };
}

function interfaceClaims(facts: FactBase): Claim[] {
  const claims = ownedAddresses(currentInterfaces(facts)).flatMap(
    ({ address, mac, interface: name, host, observation }) => {
      const isShared = isRepeated(name) || isOnEveryMachine(address) || (mac !== null && isVirtualMac(mac));
      return isShared ? [] : [{ address, mac, host, observation }];
    },
  );
  // A machine that nothing names, and whose MAC nothing shows, may be any of the others.
  return claims.filter(({ mac, host, address }) => mac !== null || (host !== null && !hidden.test(address)));
}

const hidden = /[*x]/i;

/** Unnamed caches may be those of one machine before and after: they prove nothing against each other. */
function cacheClaims(facts: FactBase): Claim[] {
  const entries = facts.of('arp.entries').flatMap(({ observations }) => observations);
  return entries.flatMap((observation) => {
    if (observation.kind !== 'item' || observation.host === null) return [];
    // An item of `arp.entries`: sources and `checkEvidence` hold to the fact's schema.
    const { address, mac, interface: name } = observation.value as ArpEntry;
    const local = name !== null && (isRepeated(name) || isOfPlugin(name));
    if (mac === null || local || isOnEveryMachine(address) || isVirtualMac(mac)) return [];
    return [{ address, mac, host: observation.host, observation }];
  });
}

/** Who answered when one machine asked for an address. */
const answerClaims = (facts: FactBase): Claim[] =>
  itemsOf(facts.of('arp.answers')).flatMap((observation) => {
    // An item of `arp.answers`: sources and `checkEvidence` hold to the fact's schema.
    const { address, mac } = observation.value as ArpAnswer;
    return isVirtualMac(mac) ? [] : [{ address, mac, host: null, observation }];
  });

/** Claims that were seen too long before the latest say nothing against it: an address may move. */
function claimsAtOnce(claims: readonly Claim[]): Claim[] {
  const times = claims
    .map(({ observation }) => Date.parse(observation.observedAt ?? ''))
    .filter(Number.isFinite);
  const newest = times.reduce((latest, time) => Math.max(latest, time), -Infinity);
  return claims.filter(
    ({ observation: { observedAt } }) =>
      observedAt === null || newest - Date.parse(observedAt) <= shelfLife.fleeting * 1000,
  );
}
