import { groupBy } from '../../lib/group-by.ts';
import { apiServerEndpoints, proxyTargets } from '../control-plane-nodes.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf, pingOf } from '../item-values.ts';

const fact = 'apiserver.dead-endpoints';

const failures = new Set(['timed-out', 'refused', 'no-route']);

/**
 * Addresses of the Service `kubernetes` that nobody could connect to or ping, beside others. Unknown when all or none
 * were tried in vain.
 */
export const apiserverDeadEndpoints: Derivation = {
  fact,
  derive(facts) {
    const endpoints = [
      ...new Map(
        [...proxyTargets(facts), ...apiServerEndpoints(facts)].map((one) => [one.address, one]),
      ).values(),
    ];
    const attempts = groupBy(itemsOf(facts.of('connection.attempts')), (one) => attemptOf(one).target);
    const pings = groupBy(itemsOf(facts.of('ping.results')), (one) => pingOf(one).target);
    const dead = endpoints.flatMap(({ address, from }) => {
      const tried = attempts.get(address) ?? [];
      const pinged = pings.get(address) ?? [];
      const isDead =
        tried.every((one) => failures.has(attemptOf(one).outcome)) &&
        pinged.every((one) => pingOf(one).received === 0) &&
        tried.length + pinged.length > 0;
      return isDead ? [{ item: address, from: [from, ...tried, ...pinged] }] : [];
    });
    const isPart = dead.length > 0 && dead.length < endpoints.length;
    return isPart ? [derivedList({ fact }, dead, [])] : [];
  },
};
