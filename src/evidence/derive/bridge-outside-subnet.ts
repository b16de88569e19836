import type { FactBase, KnownFact } from '../../facts/known.ts';
import type { FlannelSubnet } from '../../facts/pod-network.ts';
import type { BridgeAddress } from '../../facts/pod-network-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, type OwnedAddress, ownedAddresses } from '../interfaces.ts';
import { overlap, parseRange } from '../network-range.ts';

const fact = 'bridge.outside-subnet';

/** The bridges of flannel, kubenet and kube-router. */
const bridges = /^(?:cni0|cbr0|kube-bridge)$/;

/** A range this narrow is one node's. */
const nodeBits = 21;

/** Bridges against flannel's subnet of the same machine, or against the ranges of all nodes. */
export const bridgeOutsideSubnet: Derivation = {
  fact,
  derive(facts) {
    const owned = ownedAddresses(currentInterfaces(facts)).filter(
      ({ interface: name, address }) => bridges.test(name) && address.includes('.'),
    );
    const byFlannel = facts.of('flannel.subnet').flatMap((known) => {
      // The value of `flannel.subnet`: sources and `checkEvidence` hold to the fact's schema.
      const { subnet } = known.value as FlannelSubnet;
      const range = parseRange(subnet);
      const ofHost = owned.filter(({ host }) => host === known.host);
      if (range === null || ofHost.length === 0) return [];
      const inputs = [...known.observations, ...ofHost.map(({ observation }) => observation)];
      const items = ofHost.flatMap(({ interface: bridge, address, observation }) => {
        const own = parseRange(address);
        if (own === null || overlap(range, own) !== false) return [];
        const item: BridgeAddress = { bridge, address, subnet };
        return [{ item, from: [...known.observations, observation] }];
      });
      return [derivedList({ fact, host: known.host }, items, inputs)];
    });
    if (byFlannel.length > 0) return byFlannel;
    const byTunnel = awayFromTunnel(facts, owned);
    return byTunnel.length > 0 ? byTunnel : outsideAllNodes(facts, owned);
  },
};

/** Flannel's tunnel has the first address of the node's subnet, which the bridge's own range then holds. */
function awayFromTunnel(facts: FactBase, owned: readonly OwnedAddress[]): KnownFact[] {
  const tunnels = ownedAddresses(currentInterfaces(facts)).filter(
    ({ interface: name, address }) => /^flannel\.[0-9]+$/.test(name) && address.includes('.'),
  );
  return [...groupBy(tunnels, ({ host }) => host)].flatMap(([host, ofHost]) => {
    const bridgesOfHost = owned.filter((bridge) => bridge.host === host);
    if (bridgesOfHost.length === 0) return [];
    const items = bridgesOfHost.flatMap(({ interface: bridge, address, prefixed, observation }) => {
      const own = parseRange(prefixed);
      const away = ofHost.find((tunnel) => {
        const range = parseRange(tunnel.address);
        return own !== null && range !== null && overlap(range, own) === false;
      });
      if (away === undefined) return [];
      const item: BridgeAddress = { bridge, address, subnet: away.address };
      return [{ item, from: [observation, away.observation] }];
    });
    const inputs = [...ofHost, ...bridgesOfHost].map(({ observation }) => observation);
    return [derivedList({ fact, host }, items, inputs)];
  });
}

/** Where every range that is known is one node's, and there are several, they are the list of nodes. */
function outsideAllNodes(facts: FactBase, owned: readonly OwnedAddress[]): KnownFact[] {
  const listed = itemsOf(facts.of('kubernetes.pod-cidrs'));
  const ranges = listed.flatMap(({ value }) => parseRange(String(value)) ?? []);
  const areNodes = ranges.length > 1 && ranges.every(({ prefixBits }) => prefixBits >= nodeBits);
  if (!areNodes) return [];
  return [...groupBy(owned, ({ host }) => host)].map(([host, ofHost]) => {
    const items = ofHost.flatMap(({ interface: bridge, address, observation }) => {
      const own = parseRange(address);
      if (own === null || ranges.some((range) => overlap(range, own) !== false)) return [];
      const item: BridgeAddress = { bridge, address, subnet: listed.map(({ value }) => value).join(', ') };
      return [{ item, from: [observation], also: listed }];
    });
    return derivedList({ fact, host }, items, [...listed, ...ofHost.map(({ observation }) => observation)]);
  });
}
