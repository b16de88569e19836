import type { FactBase } from '../../facts/known.ts';
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
    const detected = itemsOf(facts.of('cni.detected-addresses'));
    const ofNodes = nodeAddresses(facts);
    if (detected.length === 0 || ofNodes.size === 0) return [];
    const listed = nodesIn(facts).filter(({ node }) => node.internalAddress !== undefined);
    const inputs =
      listed.length > 0 ? listed.map(({ observation }) => observation) : [...ofNodes.values()].slice(0, most);
    const bridges = bridgeAddresses(facts);
    const items = detected.flatMap((observation) => {
      // Items of `cni.detected-addresses`: sources and `checkEvidence` hold to the fact's schema.
      const item = observation.value as DetectedAddress;
      const isStray = listed.length > 0 || bridges.has(item.address) || ofBridges.test(item.address);
      return ofNodes.has(item.address) || !isStray ? [] : [{ item, from: [observation, ...inputs] }];
    });
    return items.length === 0 && listed.length === 0
      ? []
      : [derivedList({ fact }, items, [...detected, ...inputs])];
  },
};

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
