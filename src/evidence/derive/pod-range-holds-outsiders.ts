import type { PodRangeOverlap } from '../../facts/derived.ts';
import type { ResolverFile } from '../../facts/dns.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { parseRange, RangeIndex } from '../network-range.ts';
import { isFlatNetwork, nodesIn, podsIn } from '../pod-addresses.ts';
import { type PodInterfaceRange, rangesOfPodInterfaces } from '../pod-interface-ranges.ts';

const fact = 'pod-range.holds-outsiders';

interface Outsider {
  address: string;
  of: string;
  from: Observation[];
}

/**
 * Addresses in the pods' range that no pod has: a machine's name server, and what a machine reaches while pods get no
 * answer from it. Pods look for them in their own network. That there is none is never known.
 */
export const podRangeHoldsOutsiders: Derivation = {
  fact,
  derive(facts) {
    if (isFlatNetwork(facts)) return [];
    const ranges = new RangeIndex<PodInterfaceRange>();
    for (const range of podRanges(facts)) ranges.add(range.range, range);
    const ofPods = new Set(podsIn(facts).map(({ pod }) => pod.address));
    const items = [...nameServers(facts), ...reachedByMachines(facts)].flatMap((outsider): DerivedItem[] => {
      const address = parseRange(outsider.address);
      const [range] = address === null || ofPods.has(outsider.address) ? [] : ranges.holding(address);
      if (range === undefined) return [];
      const item: PodRangeOverlap = { pods: range.text, network: outsider.address, of: outsider.of };
      return [{ item, from: [...outsider.from, range.observation] }];
    });
    const distinct = [...new Map(items.map((found) => [JSON.stringify(found.item), found])).values()];
    return distinct.length === 0 ? [] : [derivedList({ fact }, distinct, [])];
  },
};

const podRanges = (facts: FactBase): PodInterfaceRange[] => [
  ...rangesOfPodInterfaces(facts),
  ...[
    ...itemsOf(facts.of('kubernetes.pod-cidrs')).map((one) => ({ text: String(one.value), one })),
    ...nodesIn(facts).map(({ node, observation }) => ({ text: node.podCidr ?? '', one: observation })),
  ].flatMap(({ text, one }) => {
    const range = parseRange(text);
    return range === null ? [] : [{ text, range, observation: one }];
  }),
];

const nameServers = (facts: FactBase): Outsider[] =>
  itemsOf(facts.of('resolver.files')).flatMap((observation) => {
    // An item of `resolver.files`: sources and `checkEvidence` hold to the fact's schema.
    const { of, nameservers } = observation.value as ResolverFile;
    return of === 'machine'
      ? nameservers.map((address) => ({ address, of: 'name server', from: [observation] }))
      : [];
  });

/** A pod's failure is nobody's own: its machine is unknown, and its pod is named. */
function reachedByMachines(facts: FactBase): Outsider[] {
  const attempts = itemsOf(facts.of('connection.attempts'));
  const keyOf = (one: Observation): string => `${attemptOf(one).target} ${attemptOf(one).port}`;
  const reached = new Map(
    attempts
      .filter((one) => attemptOf(one).outcome === 'connected' && one.host !== null)
      .map((one) => [keyOf(one), one]),
  );
  return attempts.flatMap((lost) => {
    const { outcome, fromPod, target } = attemptOf(lost);
    const contrast = reached.get(keyOf(lost));
    const isLost = outcome === 'timed-out' || outcome === 'no-route';
    if (!isLost || fromPod === undefined || contrast === undefined) return [];
    return [{ address: target, of: `server that ${contrast.host} reaches`, from: [lost, contrast] }];
  });
}
