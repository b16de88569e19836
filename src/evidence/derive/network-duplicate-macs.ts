import type { NetworkLink } from '../../facts/addressing.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, isRepeated, isVirtualMac } from '../interfaces.ts';

const fact = 'network.duplicate-macs';

interface Holder {
  mac: string;
  name: string;
  host: string;
  /** Of IPv4, as one text; empty when the listing has none. */
  addresses: string;
  observation: Observation;
}

/** MACs that interfaces of two named machines have: of their network cards, or of the tunnel that a plugin made. */
export const networkDuplicateMacs: Derivation = {
  fact,
  derive(facts) {
    const items = [...groupBy(holders(facts), ({ mac }) => mac)].flatMap(([mac, found]) => {
      const hosts = distinctMachines(found);
      const interfaces = [...new Set(found.map(({ name }) => name))];
      if (hosts.length < 2) return [];
      return [{ item: { mac, interfaces, hosts }, from: found.map(({ observation }) => observation) }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};

/** One machine may appear under two names, short and long, or with the same addresses. */
function distinctMachines(found: readonly Holder[]): string[] {
  const seen = new Map<string, string>();
  for (const { host, addresses } of found) {
    const isAlias = [...seen].some(
      ([other, theirs]) =>
        other !== host &&
        (other.startsWith(`${host}.`) ||
          host.startsWith(`${other}.`) ||
          (addresses !== '' && addresses === theirs)),
    );
    if (!isAlias) seen.set(host, addresses);
  }
  return [...seen.keys()];
}

/** Ends of pods' cables have MACs that only count within their machine. */
const withinMachine = /^(?:veth|cali|lxc|eni|azv|tap|vnet|cni|cbr)/;

function holders(facts: FactBase): Holder[] {
  const seen = [...currentInterfaces(facts), ...itemsOf(facts.of('network.links'))];
  return seen.flatMap((observation) => {
    // Both facts' items have these properties; sources and `checkEvidence` hold to the schemas.
    const { name, mac, addresses = [] } = observation.value as NetworkLink & { addresses?: string[] };
    const ipv4 = addresses.filter((address) => !address.includes(':')).join(' ');
    const { host } = observation;
    if (mac === null || host === null || isVirtualMac(mac) || isRepeated(name) || withinMachine.test(name))
      return [];
    return [{ mac, name, host, addresses: ipv4, observation }];
  });
}
