import type { Route } from '../../facts/host.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { LostBehindNode } from '../../facts/pod-network-relations.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf, pingOf } from '../item-values.ts';
import { isOnEveryMachine, overlap, parseRange } from '../network-range.ts';
import { isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'pods.lost-behind-nodes';

/** Cards, rather than tunnels and bridges of a plugin. */
const isCard = (name: string | null): boolean => name !== null && /^(?:eth|en[ops]|bond|ens)\w*$/.test(name);

/**
 * Addresses that do not answer, in a range that a node's routes lead to another node for, unwrapped: either that one
 * does not take them, or the network between drops what no machine of it has. That there is none is never known.
 */
export const podsLostBehindNodes: Derivation = {
  fact,
  derive(facts) {
    const routes = itemsOf(facts.of('network.routes')).flatMap((observation) => {
      // Items of `network.routes`: sources and `checkEvidence` hold to the fact's schema.
      const { destination, via, interface: name } = observation.value as Route;
      const range = parseRange(destination);
      const isOfPods = range !== null && range.prefixBits >= 22 && range.prefixBits <= 28;
      return isOfPods && via !== null && isPrivateIpv4(via) && isCard(name)
        ? [{ range, destination, via, observation }]
        : [];
    });
    const items = lost(facts).flatMap(({ address, observation }): DerivedItem[] => {
      const own = parseRange(address);
      if (own === null || isOnEveryMachine(address)) return [];
      const route = routes.find(({ range }) => overlap(range, own) === true);
      if (route === undefined) return [];
      const item: LostBehindNode = { address, range: route.destination, via: route.via };
      return [{ item, from: [observation, route.observation] }];
    });
    const distinct = [...new Map(items.map((found) => [JSON.stringify(found.item), found])).values()];
    return distinct.length === 0 ? [] : [derivedList({ fact }, distinct, [])];
  },
};

function lost(facts: FactBase): { address: string; observation: Observation }[] {
  const pings = itemsOf(facts.of('ping.results')).flatMap((observation) => {
    const { target, received } = pingOf(observation);
    return received === 0 ? [{ address: target, observation }] : [];
  });
  const attempts = itemsOf(facts.of('connection.attempts')).flatMap((observation) => {
    const { target, outcome } = attemptOf(observation);
    return outcome === 'timed-out' ? [{ address: target, observation }] : [];
  });
  return [...pings, ...attempts];
}
