import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { overlap, parseRange } from '../network-range.ts';

const fact = 'gke.private-endpoint-silent';

/** Whether a connection to the control plane's private address, or into its range, timed out; unknown when none was tried. */
export const gkePrivateEndpointSilent: Derivation = {
  fact,
  derive(facts) {
    const known = [...facts.of('gke.private-endpoint'), ...facts.of('gke.control-plane-range')];
    const ranges = known.map(({ value }) => parseRange(String(value))).filter((range) => range !== null);
    const attempts = itemsOf(facts.of('connection.attempts')).filter((attempt) => {
      const address = parseRange(attemptOf(attempt).target);
      return address !== null && ranges.some((range) => overlap(range, address) === true);
    });
    if (attempts.length === 0) return [];
    const silent = attempts.some((attempt) => attemptOf(attempt).outcome === 'timed-out');
    return [derivedValue(fact, silent, [...attempts, ...known.flatMap(({ observations }) => observations)])];
  },
};
