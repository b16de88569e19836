import type { KnownFact, Observation } from '../../facts/known.ts';
import type { LinkMtu, VxlanLink } from '../../facts/pod-network.ts';
import type { TooLargeMtu } from '../../facts/pod-network-relations.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'mtu.exceeds-underlay';

/** What wrapping adds over IPv4: outer headers of VXLAN 50 bytes, of IP-in-IP 20, of WireGuard 60. */
const overheads: readonly (readonly [name: RegExp, bytes: number])[] = [
  [/^(?:flannel\.\d+|vxlan\.calico|vxlan\d+)$/, 50],
  [/^tunl0$/, 20],
  [/^(?:wireguard\.cali|flannel-wg)$/, 60],
  [/^cilium_wg0$/, 80],
];

/** What may carry a tunnel: links of the machine, and VPNs between machines. */
const carrierName = /^(?:(?:eth\d|en[opsx]\w|bond\d|em\d|team\d)[\w.]*|wg\d+|tailscale\d+|nebula\d+|zt\w+)$/;

/** Ends of pods and their bridge, by the tunnel that their packets leave through. */
const feeders: readonly (readonly [tunnel: RegExp, name: RegExp])[] = [
  // Canal's pods are Calico's, behind flannel's tunnel.
  [/^flannel\.\d+$/, /^(?:cni0|veth\w+|cali[0-9a-f]{11})$/],
  [/^vxlan\.calico$/, /^cali[0-9a-f]{11}$/],
];

interface Link extends LinkMtu {
  observation: Observation;
}

/** Unknown until a tunnel and what carries it are shown. */
export const mtuExceedsUnderlay: Derivation = {
  fact,
  derive(facts) {
    return facts.of('network.mtus').flatMap((known) => {
      const links = linksOf(known);
      const vxlans = facts.of('overlay.vxlan-links').filter(({ host }) => host === known.host);
      const devices = new Map(
        // Items of `overlay.vxlan-links`: sources and `checkEvidence` hold to the fact's schema.
        itemsOf(vxlans).map(({ value }) => [(value as VxlanLink).name, (value as VxlanLink).device]),
      );
      const pairs = [...tunnels(links, devices), ...feeding(links)];
      if (pairs.length === 0) return [];
      const items = pairs.filter(({ item }) => item.mtuBytes + item.overheadBytes > item.overMtuBytes);
      return [derivedList({ fact, host: known.host }, items, known.observations)];
    });
  },
};

const linksOf = (known: KnownFact): Link[] =>
  itemsOf([known]).map((observation) => {
    // Items of `network.mtus`: sources and `checkEvidence` hold to the fact's schema.
    const { name, mtuBytes } = observation.value as LinkMtu;
    return { name, mtuBytes, observation };
  });

interface Pair {
  item: TooLargeMtu;
  from: Observation[];
}

const pairOf = (inner: Link, outer: Link, overheadBytes: number): Pair => ({
  item: {
    name: inner.name,
    mtuBytes: inner.mtuBytes,
    over: outer.name,
    overMtuBytes: outer.mtuBytes,
    overheadBytes,
  },
  from: [inner.observation, outer.observation],
});

function tunnels(links: readonly Link[], devices: ReadonlyMap<string, string | undefined>): Pair[] {
  // Of several, which one is not known: the narrowest decides what always passes.
  const carriers = links
    .filter(({ name }) => carrierName.test(name))
    .toSorted((a, b) => a.mtuBytes - b.mtuBytes);
  return links.flatMap((link) => {
    const overhead = overheads.find(([name]) => name.test(link.name))?.[1];
    const device = devices.get(link.name);
    const carrier = links.find(({ name }) => name === device) ?? carriers[0];
    return overhead === undefined || carrier === undefined ? [] : [pairOf(link, carrier, overhead)];
  });
}

const feeding = (links: readonly Link[]): Pair[] =>
  feeders.flatMap(([tunnel, feeder]) => {
    const outer = links.find(({ name }) => tunnel.test(name));
    if (outer === undefined) return [];
    return links.filter(({ name }) => feeder.test(name)).map((inner) => pairOf(inner, outer, 0));
  });
