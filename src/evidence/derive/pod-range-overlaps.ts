import type { PodRangeOverlap } from '../../facts/derived.ts';
import type { Route } from '../../facts/host.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { defaultPools } from '../default-pools.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { currentInterfaces, isLoopback, isOfPlugin, ownedAddresses } from '../interfaces.ts';
import {
  formatNetwork,
  isHidden,
  isOnEveryMachine,
  type NetworkRange,
  parseRange,
  RangeIndex,
  rangeKey,
} from '../network-range.ts';
import { addressedPods, isFlatNetwork, nodeAddresses, nodesIn } from '../pod-addresses.ts';
import { PodBridges } from '../pod-bridges.ts';
import { rangesOfPodInterfaces } from '../pod-interface-ranges.ts';

const fact = 'pod-range.overlaps';

interface Named {
  range: NetworkRange;
  /** As the answer shows it. */
  text: string;
  of: string;
  observation: Observation;
}

/** An answer names so many; a whole range in the wrong place would list every pod. */
const most = 100;

/** Pod ranges and pod addresses that lie in a network of a host, on the other end of one of its links, or among Services. */
export const podRangeOverlaps: Derivation = {
  fact,
  derive(facts) {
    const pods = podRanges(facts);
    const networks = [...hostNetworks(facts), ...linkRoutes(facts)];
    const services = serviceRanges(facts);
    if (pods.length === 0 || isFlatNetwork(facts)) return [];
    const pairs = overlapping(pods, distinct([...networks, ...services, ...nodesThemselves(facts)]));
    if (pairs.length > 0) {
      const items = pairs.map(([pod, network]) => ({
        item: described(pod, network),
        from: [pod.observation, network.observation],
      }));
      return [derivedList({ fact }, items, [])];
    }
    const decided = networks.length > 0 && ![...pods, ...networks].some(({ range }) => isHidden(range));
    return decided
      ? [
          derivedList(
            { fact },
            [],
            [...pods, ...networks].map(({ observation }) => observation),
          ),
        ]
      : [];
  },
};

const described = (pod: Named, network: Named): PodRangeOverlap => ({
  pods: pod.text,
  network: network.text,
  of: network.of,
});

function podRanges(facts: FactBase): Named[] {
  const named = (text: string | undefined, observation: Observation): Named[] => {
    const range = text === undefined ? null : parseRange(text);
    return text === undefined || range === null ? [] : [{ range, text, of: 'pods', observation }];
  };
  const cidrs = itemsOf(facts.of('kubernetes.pod-cidrs')).flatMap((observation) =>
    named(String(observation.value), observation),
  );
  const ofNodes = nodesIn(facts).flatMap(({ node, observation }) => named(node.podCidr, observation));
  const addresses = addressedPods(facts, nodeAddresses(facts)).flatMap(({ address, observation }) =>
    named(address, observation),
  );
  const shown = [...cidrs, ...ofNodes];
  const said = shown.length > 0 ? shown : defaultPools(facts).map((pool) => ({ ...pool, of: 'pods' }));
  return distinct([
    ...said,
    ...addresses,
    ...rangesOfPodInterfaces(facts).map((one) => ({ ...one, of: 'pods' })),
  ]);
}

function hostNetworks(facts: FactBase): Named[] {
  const owned = ownedAddresses(currentInterfaces(facts)).filter(({ address }) => !isOnEveryMachine(address));
  const bridges = new PodBridges(owned);
  const ofHost = owned.filter(({ interface: name }) => !isOfPlugin(name) && !isLoopback(name));
  return distinct(
    ofHost.flatMap((owner) => {
      const range = parseRange(owner.prefixed);
      if (range === null || bridges.has(owner, range)) return [];
      const of = `interface ${owner.interface}${owner.host === null ? '' : ` on ${owner.host}`}`;
      return [{ range, text: formatNetwork(range), of, observation: owner.observation }];
    }),
  );
}

/** Networks on a link of the host. What is behind a gateway may well be the pods themselves. */
function linkRoutes(facts: FactBase): Named[] {
  return distinct(
    itemsOf(facts.of('network.routes')).flatMap((observation) => {
      // Items of `network.routes`: sources and `checkEvidence` hold to the fact's schema.
      const { destination, via, interface: name } = observation.value as Route;
      const range = parseRange(destination);
      if (range === null || range.prefixBits === 0 || via !== null || name === null) return [];
      if (isOfPlugin(name) || isLoopback(name) || name === 'docker0' || isOnEveryMachine(destination))
        return [];
      const of = `route over ${name}${observation.host === null ? '' : ` on ${observation.host}`}`;
      return [{ range, text: formatNetwork(range), of, observation }];
    }),
  );
}

/** Nodes' own addresses: a range that pods get theirs from must not hold one. */
const nodesThemselves = (facts: FactBase): Named[] => {
  const names = new Map(nodesIn(facts).map(({ node }) => [node.internalAddress, node.name]));
  return [...nodeAddresses(facts)].flatMap(([address, observation]) => {
    const range = parseRange(address);
    const of = `node ${names.get(address) ?? address}`;
    return range === null ? [] : [{ range, text: formatNetwork(range), of, observation }];
  });
};

const serviceRanges = (facts: FactBase): Named[] =>
  itemsOf(facts.of('kubernetes.service-cidrs')).flatMap((observation) => {
    const range = parseRange(String(observation.value));
    return range === null ? [] : [{ range, text: formatNetwork(range), of: 'service range', observation }];
  });

const distinct = (all: readonly Named[]): Named[] =>
  [
    ...new Map(
      [...all].reverse().map((named) => [rangeKey(named.range, named.range.prefixBits), named]),
    ).values(),
  ].reverse();

function overlapping(pods: readonly Named[], networks: readonly Named[]): [Named, Named][] {
  const wide = new RangeIndex<Named>();
  for (const network of networks) wide.add(network.range, network);
  const narrow = new RangeIndex<Named>();
  for (const pod of pods) narrow.add(pod.range, pod);
  const pairs = new Map<string, [Named, Named]>();
  const add = (pod: Named, network: Named): void => {
    if (pairs.size < most) pairs.set(`${pod.text} ${network.text}`, [pod, network]);
  };
  for (const pod of pods) for (const network of wide.holding(pod.range)) add(pod, network);
  for (const network of networks) for (const pod of narrow.holding(network.range)) add(pod, network);
  return [...pairs.values()];
}
