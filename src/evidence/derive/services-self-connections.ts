import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { Observation } from '../../facts/known.ts';
import type { KubernetesService } from '../../facts/services.ts';
import type { ServiceConnection } from '../../facts/services-relations.ts';
import {
  endpointsIn,
  endpointsOf,
  listedEndpointsIn,
  mayShareNamespace,
  namesOf,
  servicesIn,
} from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { isNamedAfter } from '../named-after.ts';
import { podsIn } from '../pod-addresses.ts';

const fact = 'services.self-connections';

/** A Service, the addresses behind it, and all that shows both. */
interface Fronted {
  service: Pick<KubernetesService, 'namespace' | 'name'>;
  targets: readonly (string | undefined)[];
  behind: readonly string[];
  from: readonly Observation[];
}

/**
 * Attempts of a pod to connect to a Service that it is behind itself, and that got no answer. A Service that does not
 * answer other pods either is another matter.
 */
export const servicesSelfConnections: Derivation = {
  fact,
  derive(facts) {
    const silent = itemsOf(facts.of('connection.attempts')).filter(
      (attempt) => ofAttempt(attempt).outcome === 'timed-out' && askerOf(attempt) !== null,
    );
    if (silent.length === 0) return [];
    const pods = podsIn(facts);
    const endpoints = endpointsIn(facts);
    const listed = listedEndpointsIn(facts);
    const services = servicesIn(facts).map(({ object, observation }): Fronted => {
      const behind = endpointsOf(endpoints, object);
      return {
        service: object,
        targets: [object.clusterAddress, ...namesOf(object)],
        behind: [
          ...behind.flatMap((one) => one.object.ready.map((address) => address.replace(/:\d+$/, ''))),
          ...listed
            .filter((one) => one.object.service === object.name && mayShareNamespace(one.object, object))
            .flatMap((one) => one.object.addresses),
        ],
        from: [observation, ...behind.map((one) => one.observation)],
      };
    });
    const found = silent.flatMap((attempt) => {
      const asker = pods.find(({ pod }) => pod.name === askerOf(attempt));
      const own = frontedBy(attempt, services);
      const isBehind =
        asker?.pod.address !== undefined && own.behind.length > 0
          ? own.behind.includes(asker.pod.address)
          : isNamedAfter(askerOf(attempt) ?? '', own.service.name);
      const others = silent.some(
        (other) => isSameTarget(other, attempt) && askerOf(other) !== askerOf(attempt),
      );
      if (!isBehind || others) return [];
      const { target, port, outcome } = ofAttempt(attempt);
      const { namespace, name: service } = own.service;
      const item: ServiceConnection = { namespace, service, via: 'cluster-address', target, port, outcome };
      return [{ item, from: [attempt, ...own.from, ...(asker === undefined ? [] : [asker.observation])] }];
    });
    return found.length === 0 ? [] : [derivedList({ fact }, found, [])];
  },
};

// Items of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
const ofAttempt = ({ value }: Observation): ConnectionAttempt => value as ConnectionAttempt;

const askerOf = (attempt: Observation): string | null => ofAttempt(attempt).fromPod ?? attempt.host;

const isSameTarget = (a: Observation, b: Observation): boolean => ofAttempt(a).target === ofAttempt(b).target;

/** The Service that was asked; of one that is not shown, the name that was asked for. */
function frontedBy(attempt: Observation, services: readonly Fronted[]): Fronted {
  const { target, name } = ofAttempt(attempt);
  const shown = services.find(
    ({ targets }) => targets.includes(target) || (name !== undefined && targets.includes(name)),
  );
  const asked = name ?? target;
  return (
    shown ?? {
      service: { namespace: null, name: /^[a-z]/.test(asked) ? (asked.split('.', 1)[0] ?? '') : '' },
      targets: [],
      behind: [],
      from: [],
    }
  );
}
