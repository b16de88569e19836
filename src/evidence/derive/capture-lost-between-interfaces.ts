import type { CaptureSummary } from '../../facts/reachability.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'capture.lost-between-interfaces';

const ofPods = /^(?:docker|cni|cbr|cali|veth|lxc|weave|br-|kube-bridge)/;

/**
 * Interfaces of pods on which nothing was seen, on a machine where the same search saw packets on another: they came in
 * and were not handed on. That there is none is never known.
 */
export const captureLostBetweenInterfaces: Derivation = {
  fact,
  derive: (facts) =>
    [...groupBy(itemsOf(facts.of('capture.summaries')), ({ host }) => host)].flatMap(([host, summaries]) => {
      // Items of `capture.summaries`: sources and `checkEvidence` hold to the fact's schema.
      const seen = summaries.map((observation) => ({
        ...(observation.value as CaptureSummary),
        observation,
      }));
      const arrived = seen.find(({ interface: name, packets }) => packets > 0 && !ofPods.test(name));
      const items = seen
        .filter(({ interface: name, packets }) => packets === 0 && ofPods.test(name))
        .flatMap(({ interface: item, observation }) =>
          arrived === undefined ? [] : [{ item, from: [arrived.observation, observation] }],
        );
      return items.length === 0 ? [] : [derivedList({ fact, host }, items, [])];
    }),
};
