import type { DetectedAddress } from '../../facts/pod-network.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { nodeAddresses, nodesIn } from '../pod-addresses.ts';

const fact = 'cni.addresses-not-of-nodes';

/** Unknown until a listing shows the nodes' addresses. */
export const cniAddressesNotOfNodes: Derivation = {
  fact,
  derive(facts) {
    const detected = itemsOf(facts.of('cni.detected-addresses'));
    const listed = nodesIn(facts).filter(({ node }) => node.internalAddress !== undefined);
    if (detected.length === 0 || listed.length === 0) return [];
    const ofNodes = nodeAddresses(facts);
    const inputs = listed.map(({ observation }) => observation);
    const items = detected.flatMap((observation) => {
      // Items of `cni.detected-addresses`: sources and `checkEvidence` hold to the fact's schema.
      const item = observation.value as DetectedAddress;
      return ofNodes.has(item.address) ? [] : [{ item, from: [observation, ...inputs] }];
    });
    return [derivedList({ fact }, items, [...detected, ...inputs])];
  },
};
