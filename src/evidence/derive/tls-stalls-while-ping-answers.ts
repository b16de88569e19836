import type { PingResult, TlsHandshake } from '../../facts/connections.ts';
import type { StalledTarget } from '../../facts/derived.ts';
import type { Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { itemsOf } from '../pod-addresses.ts';

const fact = 'tls.stalls-while-ping-answers';

/**
 * Targets that answer ping, while nothing comes back after the Client Hello. Known to be none when every target of a
 * stalled handshake was pinged in vain.
 */
export const tlsStallsWhilePingAnswers: Derivation = {
  fact,
  derive(facts) {
    const pings = pingsByTarget(itemsOf(facts.of('ping.results')));
    const stalled = itemsOf(facts.of('tls.handshakes')).filter((observation) => {
      const { outcome, target } = handshakeOf(observation);
      return target !== null && (outcome === 'timed-out' || outcome === 'stalled');
    });
    return [...groupBy(stalled, ({ host }) => host)].flatMap(([host, handshakes]) => {
      const matched = handshakes.map((handshake) => ({ handshake, pings: pingsFor(handshake, pings) }));
      const answered = matched.flatMap(({ handshake, pings: all }) => {
        const ping = all.findLast((candidate) => pingOf(candidate).received > 0);
        return ping === undefined ? [] : [{ item: stalledTarget(handshake), from: [handshake, ping] }];
      });
      const distinct = new Map(answered.map((found) => [JSON.stringify(found.item), found]));
      if (distinct.size > 0) return [derivedList({ fact, host }, [...distinct.values()], [])];
      if (matched.some(({ pings: all }) => all.length === 0)) return [];
      return [
        derivedList(
          { fact, host },
          [],
          matched.flatMap(({ handshake, pings: all }) => [handshake, ...all]),
        ),
      ];
    });
  },
};

function stalledTarget(handshake: Observation): StalledTarget {
  const { target, port } = handshakeOf(handshake);
  return { target: target ?? '', port };
}

const pingsByTarget = (pings: readonly Observation[]) => groupBy(pings, (ping) => pingOf(ping).target);

/** Pings of what the handshake was with, by address or by name, from the same machine or from one without a name. */
function pingsFor(handshake: Observation, pings: ReadonlyMap<string, Observation[]>): Observation[] {
  const { target, name } = handshakeOf(handshake);
  const targets = new Set([target ?? '', name ?? target ?? '']);
  return [...targets]
    .flatMap((one) => pings.get(one) ?? [])
    .filter(({ host }) => host === handshake.host || host === null || handshake.host === null);
}

// Items of `tls.handshakes` and `ping.results`: sources and `checkEvidence` hold to the facts' schemas.
const handshakeOf = ({ value }: Observation): TlsHandshake => value as TlsHandshake;
const pingOf = ({ value }: Observation): PingResult => value as PingResult;
