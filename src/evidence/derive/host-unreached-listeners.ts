import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { UnreachedListener } from '../../facts/reachability.ts';
import type { ApplicationListener } from '../../facts/services.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';

const fact = 'host.unreached-listeners';

/** The API server, the kubelet, etcd and RKE2's supervisor: only nodes listen there. */
const ofNodes: ReadonlySet<number> = new Set([2379, 2380, 6443, 9345, 10_250]);

/**
 * Attempts that timed out, or found no route, at a port on which a program of a node listens for everyone: something
 * between the two, or on the target, drops them. That there is none is never known.
 */
export const hostUnreachedListeners: Derivation = {
  fact,
  derive(facts) {
    // Items of both facts: sources and `checkEvidence` hold to their schemas.
    const listeners = itemsOf(facts.of('application.listeners')).filter(({ value }) => {
      const { port, loopback } = value as ApplicationListener;
      return ofNodes.has(port) && !loopback;
    });
    const items = itemsOf(facts.of('connection.attempts')).flatMap((attempt): DerivedItem[] => {
      const { target, port, outcome } = attempt.value as ConnectionAttempt;
      if (port === null || (outcome !== 'timed-out' && outcome !== 'no-route')) return [];
      const listener = listeners.find(({ value }) => (value as ApplicationListener).port === port);
      const item: UnreachedListener = { target, port, outcome };
      return listener === undefined ? [] : [{ item, from: [attempt, listener] }];
    });
    const distinct = [...new Map(items.map((found) => [JSON.stringify(found.item), found])).values()];
    return distinct.length === 0 ? [] : [derivedList({ fact }, distinct, [])];
  },
};
