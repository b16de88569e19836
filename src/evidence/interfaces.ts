import type { NetworkInterface } from '../facts/host.ts';
import type { FactBase, Observation } from '../facts/known.ts';
import { parsePrefixed } from './text/addresses.ts';

/** An address and the interface that has it. */
export interface OwnedAddress {
  address: string;
  /** With its prefix length. */
  prefixed: string;
  interface: string;
  mac: string | null;
  host: string | null;
  observation: Observation;
}

/** Bridges and dummies that carry the same address on many machines, on purpose. */
const repeated =
  /^(?:lo\d*$|docker|br-[0-9a-f]{12}$|cni|cbr|virbr|lxcbr|podman|kube-ipvs|kube-dummy|nodelocaldns|dummy)/;

/** Interfaces that a network plugin makes for pods. */
const ofPlugin =
  /^(?:cni|cbr|flannel|cali|tunl|vxlan|weave|vethwe|datapath|cilium|lxc|kube-|nodelocaldns|veth|eni[0-9a-f]{6}|azv|genev|antrea|ovn|vxlan\.calico|wireguard\.cali|nodelocal|dummy|ip6tnl|sit)/;

export const isRepeated = (name: string): boolean => repeated.test(name);
export const isOfPlugin = (name: string): boolean => ofPlugin.test(name);
/** Interfaces of VPNs. A network plugin's own tunnels have names of their own. */
const ofVpn =
  /^(?:tailscale|wg\d|wg-|tun\d|utun|tap\d|ppp|zt|nordlynx|cscotun|gpd|ipsec|vpn|nebula|netbird|wt\d)/;
export const isOfVpn = (name: string): boolean => ofVpn.test(name);
export const isLoopback = (name: string): boolean => /^lo\d*$/.test(name);

/**
 * Interfaces as they are now. Those of an unnamed machine are taken from the history: two unnamed outputs with an
 * `eth0` each may come from two machines.
 */
export function currentInterfaces(facts: FactBase): Observation[] {
  const named = facts.of('network.interfaces').filter(({ host }) => host !== null);
  const unnamed = facts
    .history('network.interfaces')
    .filter(({ host, kind }) => host === null && kind === 'item');
  const latest = new Map(
    unnamed.map((observation) => {
      const { name, mac } = interfaceOf(observation);
      return [JSON.stringify([name, mac]), observation];
    }),
  );
  const items = named.flatMap(({ observations }) => observations.filter(({ kind }) => kind === 'item'));
  return [...items, ...latest.values()];
}

/** An item of `network.interfaces`: sources and `checkEvidence` hold to the fact's schema. */
export const interfaceOf = ({ value }: Observation): NetworkInterface => value as NetworkInterface;

export function ownedAddresses(observations: readonly Observation[]): OwnedAddress[] {
  return observations.flatMap((observation) => {
    const { name, mac, addresses } = interfaceOf(observation);
    return addresses.map((prefixed) => ({
      address: parsePrefixed(prefixed)?.address ?? prefixed,
      prefixed,
      interface: name,
      mac,
      host: observation.host,
      observation,
    }));
  });
}

/**
 * MACs that tell no machine: gateways of VRRP and HSRP share one (RFC 5798, 7.3; RFC 2281, 5.1), and Azure's virtual
 * networks answer every ARP request with 12:34:56:78:9a:bc (untangled.eu, Networking in Microsoft Azure, part I), and
 * Calico's pod interfaces with ee:ee:ee:ee:ee:ee (its FAQ, "why can't I see the 169.254.1.1 address").
 */
export const isVirtualMac = (mac: string): boolean =>
  mac === '12:34:56:78:9a:bc' ||
  mac === 'ee:ee:ee:ee:ee:ee' ||
  /^00:00:(?:5e:00:0[12]|0c:07:ac|0c:9f:f)/.test(mac);
