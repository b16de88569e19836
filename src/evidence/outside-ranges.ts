import type { KnownFact, Observation } from '../facts/known.ts';
import { type Derivation, derivedValue } from './derivation.ts';
import { overlap, parseRange } from './network-range.ts';

/** Whether an address of a client lies in none of the ranges that a list admits. A list of everything admits everybody. */
export const outsideOf = (fact: string, list: string): Derivation => ({
  fact,
  derive(facts) {
    const [ranges] = [...facts.of(list), ...facts.of('cloud.api-access-ranges')];
    if (ranges === undefined || !Array.isArray(ranges.value) || ranges.value.length === 0) return [];
    const verdicts = placeClients(facts.of('client.public-address'), ranges, ranges.value);
    if (verdicts.length === 0 || verdicts.some(({ isInside }) => isInside === null)) return [];
    const outside = verdicts.find(({ isInside }) => isInside === false);
    const from = outside?.observations ?? verdicts.flatMap(({ observations }) => observations);
    return [derivedValue(fact, outside !== undefined, from)];
  },
});

interface Placed {
  /** `null` when the address or a range that could hold it cannot be read. */
  isInside: boolean | null;
  observations: readonly Observation[];
}

/** Whether each client's address lies within one of the ranges that a fact lists. */
export function placeClients(
  clients: readonly KnownFact[],
  { observations }: KnownFact,
  ranges: readonly unknown[],
): Placed[] {
  const allowed = ranges.map((range) => parseRange(String(range)));
  return clients.map((client) => {
    const address = parseRange(String(client.value));
    const inside = allowed.map((range) =>
      address === null || range === null ? null : overlap(range, address),
    );
    const isInside = inside.includes(true) ? true : inside.includes(null) ? null : false;
    return { isInside, observations: [...client.observations, ...observations] };
  });
}
