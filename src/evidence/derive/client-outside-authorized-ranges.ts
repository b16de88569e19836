import { type Derivation, derivedValue } from '../derivation.ts';
import { placeClients } from '../outside-ranges.ts';

const fact = 'client.outside-authorized-ranges';

/** Whether an address of a client lies in none of the ranges that may reach the API server. No ranges let everybody in. */
export const clientOutsideAuthorizedRanges: Derivation = {
  fact,
  derive(facts) {
    const [ranges] = facts.of('aks.authorized-ip-ranges');
    if (ranges === undefined || !Array.isArray(ranges.value)) return [];
    if (ranges.value.length === 0) return [derivedValue(fact, false, ranges.observations)];
    const verdicts = placeClients(facts.of('client.public-address'), ranges, ranges.value);
    const outside = verdicts.find(({ isInside }) => isInside === false);
    if (outside !== undefined) return [derivedValue(fact, true, outside.observations)];
    if (verdicts.length === 0 || verdicts.some(({ isInside }) => isInside === null)) return [];
    return [
      derivedValue(
        fact,
        false,
        verdicts.flatMap(({ observations }) => observations),
      ),
    ];
  },
};
