import type { CaptureDeadEnd } from '../../facts/reachability.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { parseRange, rangeKey } from '../network-range.ts';
import { type RoutingTable, routingTables } from '../routing-tables.ts';

const fact = 'network.asymmetric-arrivals';

/**
 * Packets that came in on one interface and went nowhere, on a machine whose route back to the sender leaves through
 * another. Rules of policy routing may say otherwise: that there is none is never known.
 */
export const networkAsymmetricArrivals: Derivation = {
  fact,
  derive(facts) {
    const arrivals = groupBy(itemsOf(facts.of('capture.dead-ends')), ({ host }) => host);
    return routingTables(facts).flatMap((table) => {
      const wayTo = waysOf(table);
      const items = (arrivals.get(table.host) ?? []).flatMap((observation) => {
        // An item of `capture.dead-ends`: sources and `checkEvidence` hold to the fact's schema.
        const arrival = observation.value as CaptureDeadEnd;
        const back = wayTo(arrival.source);
        if (back === null || back === arrival.interface) return [];
        return [{ item: { ...arrival, back }, from: [observation], also: table.observations }];
      });
      return items.length === 0 ? [] : [derivedList({ fact, host: table.host }, items, [])];
    });
  },
};

/** The interface of the longest route that covers an address; `null` when the table tells none. */
function waysOf({ routes }: RoutingTable): (address: string) => string | null {
  const ways = new Map<string, string | null>();
  const lengths = new Set<number>();
  for (const { destination, interface: name } of routes) {
    const range = parseRange(destination === 'default' ? '0.0.0.0/0' : destination);
    if (range === null) continue;
    const key = rangeKey(range, range.prefixBits);
    if (!ways.has(key)) ways.set(key, name);
    lengths.add(range.prefixBits);
  }
  const longestFirst = [...lengths].sort((a, b) => b - a);
  return (address) => {
    const wanted = parseRange(address);
    if (wanted === null) return null;
    const key = longestFirst
      .filter((bits) => bits <= wanted.prefixBits)
      .map((bits) => rangeKey(wanted, bits))
      .find((covering) => ways.has(covering));
    return key === undefined ? null : (ways.get(key) ?? null);
  };
}
