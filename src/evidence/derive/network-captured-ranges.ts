import type { CapturedRange } from '../../facts/addressing.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { isOfVpn } from '../interfaces.ts';
import { type NetworkRange, overlap, parseRange } from '../network-range.ts';

const fact = 'network.captured-ranges';

/** Pod or Service ranges that a route through a VPN's interface takes. That there is none is never known. */
export const networkCapturedRanges: Derivation = {
  fact,
  derive(facts) {
    const ranges = rangesOf(facts);
    const routes = [...itemsOf(facts.of('network.table-routes')), ...itemsOf(facts.of('network.routes'))];
    return [...groupBy(routes, ({ host }) => host)].flatMap(([host, own]) => {
      const items = capturedBy(own.flatMap(vpnRoute), ranges);
      return items.length === 0 ? [] : [derivedList({ fact, host }, items, [])];
    });
  },
};

interface Range {
  text: string;
  range: NetworkRange;
  observation: Observation;
}

const rangesOf = (facts: FactBase): Range[] =>
  itemsOf([...facts.of('kubernetes.pod-cidrs'), ...facts.of('kubernetes.service-cidrs')]).flatMap(
    (observation) => {
      // Items of both facts are strings.
      const text = String(observation.value);
      const range = parseRange(text);
      return range === null ? [] : [{ text, range, observation }];
    },
  );

interface VpnRoute {
  observation: Observation;
  network: NetworkRange;
  destination: string;
  on: string;
}

function vpnRoute(observation: Observation): VpnRoute[] {
  // Items of both facts have these properties: sources and `checkEvidence` hold to the schemas.
  const { destination, interface: on } = observation.value as {
    destination: string;
    interface: string | null;
  };
  const network = parseRange(destination);
  return on === null || network === null || !isOfVpn(on) ? [] : [{ observation, network, destination, on }];
}

/** An answer shows so many: each of many routes may take each of many ranges. */
const most = 100;

function capturedBy(routes: readonly VpnRoute[], ranges: readonly Range[]): DerivedItem[] {
  const items: DerivedItem[] = [];
  const shown = ranges.slice(0, most);
  for (const { observation: route, network, destination, on } of routes)
    for (const { text, range, observation } of shown) {
      if (items.length >= most) return items;
      const item: CapturedRange = { range: text, interface: on, destination };
      if (overlap(network, range) === true) items.push({ item, from: [route, observation] });
    }
  return items;
}
