import type { FlannelSubnet } from '../../facts/pod-network.ts';
import type { BridgeAddress } from '../../facts/pod-network-relations.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { currentInterfaces, ownedAddresses } from '../interfaces.ts';
import { overlap, parseRange } from '../network-range.ts';

const fact = 'bridge.outside-subnet';

/** The bridges that the flannel plugin uses. */
const bridges = /^(?:cni0|cbr0)$/;

/** Bridges against flannel's subnet of the same machine; unknown when one of them is not shown. */
export const bridgeOutsideSubnet: Derivation = {
  fact,
  derive(facts) {
    const owned = ownedAddresses(currentInterfaces(facts)).filter(
      ({ interface: name, address }) => bridges.test(name) && address.includes('.'),
    );
    return facts.of('flannel.subnet').flatMap((known) => {
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
  },
};
