import type { FactBase, Observation } from '../facts/known.ts';
import { listedPlugins } from './network-agents.ts';
import { isHidden, type NetworkRange, parseRange, RangeIndex } from './network-range.ts';
import { addressedPods, nodeAddresses } from './pod-addresses.ts';

/** What plugins give to pods unless told otherwise. */
const ranges: readonly (readonly [plugin: string, range: string])[] = [
  ['calico', '192.168.0.0/16'],
  ['canal', '10.244.0.0/16'],
  ['flannel', '10.244.0.0/16'],
  ['weave', '10.32.0.0/12'],
];

interface DefaultPool {
  text: string;
  range: NetworkRange;
  observation: Observation;
}

/** The default ranges of plugins whose agents are listed, and of which a listed pod has an address. */
export function defaultPools(facts: FactBase): DefaultPool[] {
  const plugins = listedPlugins(facts);
  const pods = addressedPods(facts, nodeAddresses(facts));
  return ranges.flatMap(([plugin, text]) => {
    const range = plugins.has(plugin) ? parseRange(text) : null;
    if (range === null) return [];
    const index = new RangeIndex<string>();
    index.add(range, text);
    const pod = pods.find(({ address }) => {
      const own = parseRange(address);
      return own !== null && !isHidden(own) && index.holding(own).length > 0;
    });
    return pod === undefined ? [] : [{ text, range, observation: pod.observation }];
  });
}
