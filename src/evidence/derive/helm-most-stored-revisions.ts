import type { HelmHistory } from '../../facts/kubernetes.ts';
import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';

const fact = 'helm.most-stored-revisions';

/** Revisions of the release that keeps the most of those whose history was shown. A revision's number does not say how many are kept. */
export const helmMostStoredRevisions: Derivation = {
  fact,
  derive(facts) {
    const histories = itemsOf(facts.of('helm.histories')).map((observation) => {
      // An item of `helm.histories`: sources and `checkEvidence` hold to the fact's schema.
      const { storedRevisions } = observation.value as HelmHistory;
      return { storedRevisions, observation };
    });
    const [first] = histories;
    if (first === undefined) return [];
    const most = histories.reduce(
      (kept, next) => (next.storedRevisions > kept.storedRevisions ? next : kept),
      first,
    );
    return [derivedValue(fact, most.storedRevisions, [most.observation])];
  },
};
