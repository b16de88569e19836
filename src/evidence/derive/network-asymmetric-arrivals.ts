import type { CaptureDeadEnd } from '../../facts/reachability.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { overlap, parseRange } from '../network-range.ts';
import { type RoutingTable, routingTables } from '../routing-tables.ts';

const fact = 'network.asymmetric-arrivals';

/**
 * Packets that came in on one interface and went nowhere, on a machine whose route back to the sender leaves through
 * another. Rules of policy routing may say otherwise: that there is none is never known.
 */
export const networkAsymmetricArrivals: Derivation = {
  fact,
  derive: (facts) =>
    routingTables(facts).flatMap((table) => {
      const items = itemsOf(facts.of('capture.dead-ends'))
        .filter(({ host }) => host === table.host)
        .flatMap((observation) => {
          // An item of `capture.dead-ends`: sources and `checkEvidence` hold to the fact's schema.
          const arrival = observation.value as CaptureDeadEnd;
          const back = wayTo(arrival.source, table);
          if (back === null || back === arrival.interface) return [];
          return [{ item: { ...arrival, back }, from: [observation, ...table.observations] }];
        });
      return items.length === 0 ? [] : [derivedList({ fact, host: table.host }, items, [])];
    }),
};

/** The interface of the longest route that covers an address; `null` when the table tells none. */
function wayTo(address: string, { routes }: RoutingTable): string | null {
  const wanted = parseRange(address);
  if (wanted === null) return null;
  let [longest, way]: [number, string | null] = [-1, null];
  for (const { destination, interface: name } of routes) {
    const range = parseRange(destination === 'default' ? '0.0.0.0/0' : destination);
    if (range === null || range.prefixBits <= longest || range.parts.length !== wanted.parts.length) continue;
    if (destination !== 'default' && overlap(range, wanted) !== true) continue;
    [longest, way] = [range.prefixBits, name];
  }
  return way;
}
