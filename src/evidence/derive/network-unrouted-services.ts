import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
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
  derive: (facts) =>
    routingTables(facts).flatMap((table) => {
      const wanted = [...serviceRanges(facts), ...unreachable(facts, table.host)];
      if (wanted.length === 0) return [];
      const items = wanted
        .filter(({ range }) => !covers(table, range))
        .map(({ range, observation }) => ({ item: range, from: [observation], also: table.observations }));
      const inputs = [...wanted.map(({ observation }) => observation), ...table.observations];
      return [derivedList({ fact, host: table.host }, items, inputs)];
    }),
};

const serviceRanges = (facts: FactBase): Wanted[] =>
  itemsOf(facts.of('kubernetes.service-cidrs')).map((observation) => ({
    // An item of `kubernetes.service-cidrs` is a string.
    range: String(observation.value),
    observation,
  }));

/** Targets to which this machine, or one that nothing names, had no way. */
const unreachable = (facts: FactBase, host: string | null): Wanted[] =>
  itemsOf(facts.of('connection.attempts')).flatMap((observation) => {
    // An item of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
    const { target, outcome } = observation.value as ConnectionAttempt;
    const isOther = observation.host !== null && observation.host !== host;
    return outcome === 'network-unreachable' && !isOther && parseRange(target)?.parts.length === 4
      ? [{ range: target, observation }]
      : [];
  });

function covers({ routes, hasDefault }: RoutingTable, text: string): boolean {
  const range = parseRange(text);
  if (hasDefault || range === null) return true;
  return routes.some(({ destination }) => {
    const route = parseRange(destination);
    return route !== null && route.prefixBits <= range.prefixBits && overlap(route, range) !== false;
  });
}
