import type { ApiService } from '../../facts/api-extensions.ts';
import type { Observation } from '../../facts/known.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'apiservices.unavailable';

/** Empty when all that were listed are available. Unknown without a listing. */
export const apiservicesUnavailable: Derivation = {
  fact,
  derive(facts) {
    const listed = itemsOf(facts.of('kubernetes.api-services'));
    if (listed.length === 0) return [];
    const items = listed
      .filter((one) => !apiServiceOf(one).available)
      .map((one) => ({ item: one.value, from: [one] }));
    return [derivedList({ fact }, items, listed)];
  },
};

// Items of `kubernetes.api-services`: sources and `checkEvidence` hold to the fact's schema.
const apiServiceOf = ({ value }: Observation): ApiService => value as ApiService;
