import type { PodRangeOverlap } from '../../facts/derived.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { formatNetwork, isHidden, parseRange, RangeIndex } from '../network-range.ts';
import { addressedPods, isFlatNetwork, nodeAddresses } from '../pod-addresses.ts';

const fact = 'pod-range.shared-with-nodes';

/** An answer names so many pods. */
const most = 100;

/** Pods whose address lies in the /24 of a node's: without the nodes' prefix lengths, a sign that both share a network. */
export const podRangeSharedWithNodes: Derivation = {
  fact,
  derive(facts) {
    const nodes = nodeAddresses(facts);
    const pods = addressedPods(facts, nodes);
    if (nodes.size === 0 || pods.length === 0 || isFlatNetwork(facts)) return [];
    const index = new RangeIndex<{ network: string; address: string }>();
    const seen = new Set<string>();
    for (const address of nodes.keys()) {
      const range = parseRange(`${address}/24`);
      const network = range?.parts.length === 4 ? formatNetwork(range) : null;
      if (range === null || network === null || seen.has(network)) continue;
      seen.add(network);
      index.add(range, { network, address });
    }
    const items = pods.flatMap(({ address, observation }) => {
      const range = parseRange(address);
      const [shared] = range === null || range.parts.length !== 4 ? [] : index.holding(range);
      if (shared === undefined) return [];
      const item: PodRangeOverlap = {
        pods: address,
        network: shared.network,
        of: `node address ${shared.address}`,
      };
      const node = nodes.get(shared.address);
      return [{ item, from: node === undefined ? [observation] : [observation, node] }];
    });
    const hidden = [...nodes.keys(), ...pods.map(({ address }) => address)].some((address) => {
      const range = parseRange(address);
      return range === null || isHidden(range);
    });
    if (items.length === 0 && (hidden || seen.size === 0)) return [];
    const inputs = [...nodes.values(), ...pods.map(({ observation }) => observation)];
    return [derivedList({ fact }, items.slice(0, most), inputs)];
  },
};
