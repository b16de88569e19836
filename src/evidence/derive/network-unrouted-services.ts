import type { FactBase, Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { overlap, parseRange } from '../network-range.ts';
import { type RoutingTable, routingTables } from '../routing-tables.ts';

const fact = 'network.unrouted-services';

interface Wanted {
  range: string;
  observation: Observation;
}

/** Service ranges, and addresses that were found unreachable, which no route of a table without default covers. */
export const networkUnroutedServices: Derivation = {
  fact,
  derive(facts) {
    const ranges = serviceRanges(facts).slice(0, most);
    const targets = groupBy(unreachable(facts), ({ observation }) => observation.host);
    return routingTables(facts).flatMap((table) => {
      const own = table.host === null ? [] : (targets.get(table.host) ?? []);
      const wanted = [...ranges, ...[...own, ...(targets.get(null) ?? [])].slice(0, most)];
      if (wanted.length === 0) return [];
      const isCovered = covering(table);
      const items = wanted
        .filter(({ range }) => !isCovered(range))
        .map(({ range, observation }) => ({ item: range, from: [observation], also: table.observations }));
      const inputs = [...wanted.map(({ observation }) => observation), ...table.observations];
      return [derivedList({ fact, host: table.host }, items, inputs)];
    });
  },
};

/** Of ranges, and of addresses: no cluster has so many, and each is held against every table. */
const most = 50;

const serviceRanges = (facts: FactBase): Wanted[] =>
  itemsOf(facts.of('kubernetes.service-cidrs')).map((observation) => ({
    // An item of `kubernetes.service-cidrs` is a string.
    range: String(observation.value),
    observation,
  }));

/** Targets to which a machine, or one that nothing names, had no way. */
const unreachable = (facts: FactBase): Wanted[] =>
  itemsOf(facts.of('connection.attempts')).flatMap((observation) => {
    const { target, outcome } = attemptOf(observation);
    return outcome === 'network-unreachable' && parseRange(target)?.parts.length === 4
      ? [{ range: target, observation }]
      : [];
  });

function covering({ routes, hasDefault }: RoutingTable): (text: string) => boolean {
  if (hasDefault) return () => true;
  const networks = routes.flatMap(({ destination }) => parseRange(destination) ?? []);
  return (text) => {
    const range = parseRange(text);
    return (
      range === null ||
      networks.some((route) => route.prefixBits <= range.prefixBits && overlap(route, range) !== false)
    );
  };
}
