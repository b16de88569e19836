import type { SharedPodAddress } from '../../facts/pod-network-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { podsIn } from '../pod-addresses.ts';

const fact = 'pods.shared-addresses';

/** Addresses that running pods of different nodes have: those of one node may be in its host network. */
export const podsSharedAddresses: Derivation = {
  fact,
  derive(facts) {
    const running = podsIn(facts).filter(
      ({ pod }) => pod.status === 'Running' && pod.address !== undefined && pod.node !== undefined,
    );
    if (running.length < 2) return [];
    const items = [...groupBy(running, ({ pod }) => pod.address ?? '')].flatMap(([address, sharing]) => {
      if (new Set(sharing.map(({ pod }) => pod.node)).size < 2) return [];
      const item: SharedPodAddress = { address, pods: sharing.map(({ pod }) => pod.name) };
      return [{ item, from: sharing.map(({ observation }) => observation) }];
    });
    return [
      derivedList(
        { fact },
        items,
        running.map(({ observation }) => observation),
      ),
    ];
  },
};
