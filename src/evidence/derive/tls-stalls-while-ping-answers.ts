import type { TlsHandshake } from '../../facts/connections.ts';
import type { StalledTarget } from '../../facts/derived.ts';
import type { Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { pingOf } from '../item-values.ts';

const fact = 'tls.stalls-while-ping-answers';

/**
 * Targets that answer ping, while nothing comes back after the Client Hello. Known to be none when every target of a
 * stalled handshake was pinged in vain.
 */
export const tlsStallsWhilePingAnswers: Derivation = {
  fact,
  derive(facts) {
    const pings = new Pings(itemsOf(facts.of('ping.results')));
    const stalled = itemsOf(facts.of('tls.handshakes')).filter((observation) => {
      const { outcome, target } = handshakeOf(observation);
      return target !== null && (outcome === 'timed-out' || outcome === 'stalled');
    });
    return [...groupBy(stalled, ({ host }) => host)].flatMap(([host, handshakes]) => {
      const matched = handshakes.map((handshake) => ({ handshake, ping: pings.of(handshake) }));
      const answered = matched.flatMap(({ handshake, ping }) =>
        ping === undefined || pingOf(ping).received === 0
          ? []
          : [{ item: stalledTarget(handshake), from: [handshake, ping] }],
      );
      const distinct = new Map(answered.map((found) => [JSON.stringify(found.item), found]));
      if (distinct.size > 0) return [derivedList({ fact, host }, [...distinct.values()], [])];
      if (matched.some(({ ping }) => ping === undefined)) return [];
      return [
        derivedList(
          { fact, host },
          [],
          matched.flatMap(({ handshake, ping }) => [handshake, ...(ping === undefined ? [] : [ping])]),
        ),
      ];
    });
  },
};

function stalledTarget(handshake: Observation): StalledTarget {
  const { target, port } = handshakeOf(handshake);
  return { target: target ?? '', port };
}

/** For each target, by address or by name, the ping that tells most: one that was answered, before one in vain. */
class Pings {
  readonly #byMachine = new Map<string, Observation>();
  readonly #byTarget = new Map<string, Observation>();

  constructor(pings: readonly Observation[]) {
    for (const ping of pings) {
      const { target } = pingOf(ping);
      keepBest(this.#byMachine, JSON.stringify([ping.host, target]), ping);
      keepBest(this.#byTarget, target, ping);
    }
  }

  /** A ping of what the handshake was with, from the same machine, or from one that nothing names. */
  of(handshake: Observation): Observation | undefined {
    const { target, name } = handshakeOf(handshake);
    const found = [target, name ?? null].flatMap((one) =>
      one === null ? [] : this.#from(handshake.host, one),
    );
    return found.find((ping) => pingOf(ping).received > 0) ?? found[0];
  }

  #from(host: string | null, target: string): Observation[] {
    const candidates =
      host === null
        ? [this.#byTarget.get(target)]
        : [host, null].map((machine) => this.#byMachine.get(JSON.stringify([machine, target])));
    return candidates.filter((ping) => ping !== undefined);
  }
}

function keepBest(pings: Map<string, Observation>, key: string, ping: Observation): void {
  const kept = pings.get(key);
  if (kept === undefined || pingOf(ping).received > 0) pings.set(key, ping);
}

// Items of `tls.handshakes` and `ping.results`: sources and `checkEvidence` hold to the facts' schemas.
const handshakeOf = ({ value }: Observation): TlsHandshake => value as TlsHandshake;
