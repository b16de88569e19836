import type { ClientRequests } from '../../facts/kubernetes.ts';
import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';

const fact = 'apiserver.busiest-client-share-percent';

/** Share of the busiest client, to a tenth of a percent. A summary of a single client, or of none, has nothing to compare it with. */
export const apiserverBusiestClientSharePercent: Derivation = {
  fact,
  derive(facts) {
    const counted = itemsOf(facts.of('apiserver.requests-by-client')).map((observation) => {
      // An item of `apiserver.requests-by-client`: sources and `checkEvidence` hold to the fact's schema.
      const { requests } = observation.value as ClientRequests;
      return { requests, observation };
    });
    const total = counted.reduce((sum, { requests }) => sum + requests, 0);
    if (counted.length < 2 || total <= 0) return [];
    const most = counted.reduce((max, { requests }) => Math.max(max, requests), 0);
    return [
      derivedValue(
        fact,
        Math.round((most / total) * 1000) / 10,
        counted.map(({ observation }) => observation),
      ),
    ];
  },
};
