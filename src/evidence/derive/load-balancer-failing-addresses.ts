import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { ApiFrontAddress, FailingFrontAddress } from '../../facts/control-plane-address.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';

const fact = 'load-balancer.failing-addresses';

const failures: ReadonlySet<string> = new Set(['timed-out', 'refused', 'no-route', 'reset', 'closed']);

/** Attempts that failed at an address that keepalived, kube-vip or HAProxy should hold. That there is none is never known. */
export const loadBalancerFailingAddresses: Derivation = {
  fact,
  derive(facts) {
    // Items of both facts: sources and `checkEvidence` hold to their schemas.
    const fronts = groupBy(
      itemsOf(facts.of('load-balancer.addresses')),
      ({ value }) => (value as ApiFrontAddress).address,
    );
    const items = itemsOf(facts.of('connection.attempts')).flatMap((attempt): DerivedItem[] => {
      const { target, port, outcome } = attempt.value as ConnectionAttempt;
      const [front] = fronts.get(target) ?? [];
      if (front === undefined || port === null || !failures.has(outcome)) return [];
      const item: FailingFrontAddress = { address: target, port, outcome };
      return [{ item, from: [attempt, front] }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};
