import type { FactBase, KnownFact, Observation } from '../facts/known.ts';
import type { Opening } from '../facts/netfilter.ts';

/** A host firewall that refuses what it does not let in, as far as listings show it. */
export interface RefusingFirewall {
  readonly host: string | null;
  readonly openings: readonly Opening[];
  readonly from: readonly Observation[];
}

/** Machines whose firewall refuses by default and whose openings are known. */
export const refusingFirewalls = (facts: FactBase): RefusingFirewall[] =>
  facts.of('firewall.incoming').flatMap((incoming) => {
    const openings = facts.of('firewall.openings').find(({ host }) => host === incoming.host);
    if (incoming.value === 'accepted' || openings === undefined) return [];
    return [{ host: incoming.host, openings: openingsOf(openings), from: incoming.observations }];
  });

// Sources and `checkEvidence` hold to the fact's schema.
const openingsOf = ({ value }: KnownFact): readonly Opening[] => value as readonly Opening[];

/** Whether anything is let in to a port, from wherever. */
export const isOpen = ({ openings }: RefusingFirewall, protocol: string, port: number): boolean =>
  openings.some(
    (opening) =>
      (opening.protocol === protocol || opening.protocol === 'any') &&
      opening.fromPort <= port &&
      port <= opening.toPort,
  );
