import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { Observation } from '../../facts/known.ts';
import { apiServerEndpoints } from '../control-plane-nodes.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'apiserver.dead-endpoints';

const failures = new Set(['timed-out', 'refused', 'no-route']);

/** Addresses of the Service `kubernetes` that nobody could connect to, beside others. Unknown when all or none were tried in vain. */
export const apiserverDeadEndpoints: Derivation = {
  fact,
  derive(facts) {
    const endpoints = apiServerEndpoints(facts);
    const attempts = itemsOf(facts.of('connection.attempts'));
    const dead = endpoints.flatMap(({ address, from }) => {
      const tried = attempts.filter((one) => attemptOf(one).target === address);
      const isDead = tried.length > 0 && tried.every((one) => failures.has(attemptOf(one).outcome));
      return isDead ? [{ item: address, from: [from, ...tried] }] : [];
    });
    const isPart = dead.length > 0 && dead.length < endpoints.length;
    return isPart ? [derivedList({ fact }, dead, [])] : [];
  },
};

// Items of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
const attemptOf = ({ value }: Observation): ConnectionAttempt => value as ConnectionAttempt;
