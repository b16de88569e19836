import type { Route } from '../facts/host.ts';
import type { FactBase, Observation } from '../facts/known.ts';
import { itemsOf } from './derivation.ts';
import { currentInterfaces, ownedAddresses } from './interfaces.ts';
import { formatNetwork, isOnEveryMachine, type NetworkRange, parseRange } from './network-range.ts';

export interface PodInterfaceRange {
  range: NetworkRange;
  text: string;
  observation: Observation;
}

/** Bridges and tunnels that only pods' ranges are given to: their networks are such ranges. */
const ofPods = /^(?:cni0|cbr0|kube-bridge|flannel\.\d+)$/;

/** The networks of such interfaces, and what is routed over them. */
export const rangesOfPodInterfaces = (facts: FactBase): PodInterfaceRange[] => [
  ...podBridges(facts),
  ...podRoutes(facts),
];

const podRoutes = (facts: FactBase): PodInterfaceRange[] =>
  itemsOf(facts.of('network.routes')).flatMap((observation) => {
    // Items of `network.routes`: sources and `checkEvidence` hold to the fact's schema.
    const { destination, interface: name } = observation.value as Route;
    const range = name !== null && ofPods.test(name) ? parseRange(destination) : null;
    return range === null || range.prefixBits === 0
      ? []
      : [{ range, text: formatNetwork(range), observation }];
  });

const podBridges = (facts: FactBase): PodInterfaceRange[] =>
  ownedAddresses(currentInterfaces(facts)).flatMap(({ interface: name, prefixed, observation }) => {
    const range = ofPods.test(name) && !isOnEveryMachine(prefixed) ? parseRange(prefixed) : null;
    return range === null ? [] : [{ range, text: formatNetwork(range), observation }];
  });
