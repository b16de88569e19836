import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { ServiceConnection } from '../../facts/services-relations.ts';
import { endpointsIn, endpointsOf, namesOf, servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { podsIn } from '../pod-addresses.ts';

const fact = 'services.self-connections';

/** Failed attempts of a pod to connect to a Service that it is behind itself. */
export const servicesSelfConnections: Derivation = {
  fact,
  derive(facts) {
    const attempts = itemsOf(facts.of('connection.attempts'));
    const pods = podsIn(facts);
    const endpoints = endpointsIn(facts);
    const found = servicesIn(facts).flatMap(({ object, observation }) => {
      const behind = endpointsOf(endpoints, object);
      const ready = behind.flatMap((one) => one.object.ready.map((address) => address.replace(/:\d+$/, '')));
      return attempts.flatMap((attempt) => {
        // Items of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
        const { target, port, outcome } = attempt.value as ConnectionAttempt;
        const asker = pods.find(({ pod }) => pod.name === attempt.host);
        const isItself = asker?.pod.address !== undefined && ready.includes(asker.pod.address);
        if (
          !isItself ||
          ![object.clusterAddress, ...namesOf(object)].includes(target) ||
          outcome === 'connected'
        )
          return [];
        const { namespace, name: service } = object;
        const item: ServiceConnection = { namespace, service, via: 'cluster-address', target, port, outcome };
        return [
          { item, from: [attempt, observation, asker.observation, ...behind.map((one) => one.observation)] },
        ];
      });
    });
    return found.length === 0 ? [] : [derivedList({ fact }, found, [])];
  },
};
