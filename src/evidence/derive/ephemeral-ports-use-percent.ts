import type { KnownFact, Observation } from '../../facts/known.ts';
import type { SocketCount } from '../../facts/resources.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedOf, itemsOf } from '../derivation.ts';

const fact = 'ephemeral-ports.use-percent';

/** Ports 32768 to 60999, the kernel's own choice. */
const byDefault = 28_232;

/** Sockets to the far end with the most of them, against the ports that there are: each takes one. */
export const ephemeralPortsUsePercent: Derivation = {
  fact,
  derive(facts) {
    const ranges = facts.of('ephemeral-ports.available');
    return facts.of('sockets.counts').flatMap((known): KnownFact[] => {
      const range =
        ranges.find(({ host }) => host === known.host) ?? ranges.find(({ host }) => host === null);
      const towards = itemsOf([known]).filter(({ value }) => countOf(value).peer !== null);
      const [busiest] = [...groupBy(towards, ({ value }) => countOf(value).peer ?? '').values()]
        .map((observations) => ({ observations, sockets: total(observations) }))
        .sort((a, b) => b.sockets - a.sockets);
      if (busiest === undefined) return [];
      // An integer by its schema.
      const ports = (range?.value ?? byDefault) as number;
      const percent = Math.round((busiest.sockets / ports) * 1000) / 10;
      const from = [...busiest.observations, ...(range?.observations ?? [])];
      return [derivedOf({ fact, host: known.host }, percent, from)];
    });
  },
};

const total = (observations: readonly Observation[]): number =>
  observations.reduce((sum, { value }) => sum + countOf(value).count, 0);

// Items of `sockets.counts`: sources and `checkEvidence` hold to the fact's schema.
const countOf = (value: unknown): SocketCount => value as SocketCount;
