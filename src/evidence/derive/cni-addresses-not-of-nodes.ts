import type { FactBase, Observation } from '../../facts/known.ts';
import type { NodeAddress } from '../../facts/kubernetes.ts';
import type { DetectedAddress } from '../../facts/pod-network.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, ownedAddresses } from '../interfaces.ts';
import { nodeAddresses, nodesIn } from '../pod-addresses.ts';

const fact = 'cni.addresses-not-of-nodes';

/**
 * Unknown until a listing shows the nodes' addresses. Pods in the host network show some of them: then only an address
 * that runtimes give to their bridges, or that a bridge has, is known to be none.
 */
export const cniAddressesNotOfNodes: Derivation = {
  fact,
  derive(facts) {
    const described = itemsOf(facts.of('kubernetes.node-addresses'));
    const ofNodes = new Map(nodeAddresses(facts));
    // Items of `kubernetes.node-addresses`: sources and `checkEvidence` hold to the fact's schema.
    for (const one of described) ofNodes.set((one.value as NodeAddress).address, one);
    const peers = strayPeers(facts, ofNodes);
    const detected = [...itemsOf(facts.of('cni.detected-addresses')), ...peers.map(({ from }) => from)];
    if (detected.length === 0 || ofNodes.size === 0) return [];
    const listed = [
      ...nodesIn(facts).filter(({ node }) => node.internalAddress !== undefined),
      ...described.map((observation) => ({ observation })),
    ];
    const inputs =
      listed.length > 0 ? listed.map(({ observation }) => observation) : [...ofNodes.values()].slice(0, most);
    const bridges = bridgeAddresses(facts);
    const items = itemsOf(facts.of('cni.detected-addresses')).flatMap((observation) => {
      // Items of `cni.detected-addresses`: sources and `checkEvidence` hold to the fact's schema.
      const item = observation.value as DetectedAddress;
      const isStray = listed.length > 0 || bridges.has(item.address) || ofBridges.test(item.address);
      return ofNodes.has(item.address) || !isStray ? [] : [{ item, from: [observation], also: inputs }];
    });
    const strays = peers.map(({ item, from }) => ({ item, from: [from], also: inputs }));
    const all = [...items, ...strays];
    return all.length === 0 && listed.length === 0
      ? []
      : [derivedList({ fact }, all, [...detected, ...inputs])];
  },
};

/** Peers in no network that a listed node is in, by its /24; of two nodes at least, since others may not be listed. */
function strayPeers(facts: FactBase, ofNodes: ReadonlyMap<string, Observation>) {
  const around = (address: string): string => address.split('.').slice(0, 3).join('.');
  const networks = new Set([...ofNodes.keys()].map(around));
  return itemsOf(facts.of('cni.silent-peers')).flatMap((from) => {
    const address = String(from.value);
    const isStray = ofBridges.test(address) || (ofNodes.size > 1 && !networks.has(around(address)));
    const item: DetectedAddress = { plugin: 'calico', interface: null, address };
    return isStray && !ofNodes.has(address) ? [{ item, from }] : [];
  });
}

/** An answer shows so many. */
const most = 20;

/** What Docker gives to its own bridge and to those of its networks, and libvirt to its. */
const ofBridges = /^(?:172\.(?:1[7-9]|2\d|3[01])\.0\.1|192\.168\.122\.1)$/;

const bridgeAddresses = (facts: FactBase): ReadonlySet<string> =>
  new Set(
    ownedAddresses(currentInterfaces(facts))
      .filter(({ interface: name }) => /^(?:docker|br-[0-9a-f]{12}$|virbr|lxdbr|podman)/.test(name))
      .map(({ address }) => address),
  );
