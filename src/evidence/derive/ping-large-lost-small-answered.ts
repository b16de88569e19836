import type { PingResult } from '../../facts/connections.ts';
import type { Observation } from '../../facts/known.ts';
import type { LargePingsLost } from '../../facts/pod-network-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'ping.large-lost-small-answered';

/** No way that carries IPv6 loses what is smaller. */
const largeBytes = 1200;

/** Unknown until a target was pinged with large packets, and answered some ping or the large ones. */
export const pingLargeLostSmallAnswered: Derivation = {
  fact,
  derive(facts) {
    const pings = itemsOf(facts.of('ping.results')).filter(
      (ping) => resultOf(ping).payloadBytes !== undefined,
    );
    return [...groupBy(pings, ({ host }) => host)].flatMap(([host, ofHost]) => {
      const targets = [...groupBy(ofHost, (ping) => resultOf(ping).target).values()];
      const items = targets.flatMap((ofTarget) => lostLarge(ofTarget) ?? []);
      const passed = ofHost.filter((ping) => sizeOf(ping) >= largeBytes && resultOf(ping).received > 0);
      return items.length + passed.length === 0 ? [] : [derivedList({ fact, host }, items, passed)];
    });
  },
};

function lostLarge(pings: readonly Observation[]): { item: LargePingsLost; from: Observation[] } | null {
  const bySize = pings.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const lost = bySize.find((ping) => sizeOf(ping) >= largeBytes && resultOf(ping).received === 0);
  const answered = bySize.find((ping) => resultOf(ping).received > 0);
  if (lost === undefined || answered === undefined || sizeOf(answered) >= sizeOf(lost)) return null;
  const { target } = resultOf(lost);
  return {
    item: { target, lostBytes: sizeOf(lost), answeredBytes: sizeOf(answered) },
    from: [lost, answered],
  };
}

/** An item of `ping.results`: sources and `checkEvidence` hold to the fact's schema. */
const resultOf = ({ value }: Observation): PingResult => value as PingResult;
const sizeOf = (ping: Observation): number => resultOf(ping).payloadBytes ?? 0;
