import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { Observation } from '../../facts/known.ts';
import type { KubernetesService } from '../../facts/services.ts';
import type { ServiceConnection } from '../../facts/services-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
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
    const pods = groupBy(podsIn(facts), ({ pod }) => pod.name);
    const asked = groupBy(silent, (attempt) => ofAttempt(attempt).target);
    const askers = new Map([...asked].map(([target, attempts]) => [target, new Set(attempts.map(askerOf))]));
    const endpoints = endpointsIn(facts);
    const listed = groupBy(listedEndpointsIn(facts), ({ object }) => object.service);
    const services = servicesIn(facts).map(({ object, observation }): Fronted => {
      const behind = endpointsOf(endpoints, object);
      return {
        service: object,
        targets: [object.clusterAddress, ...namesOf(object)],
        behind: [
          ...behind.flatMap((one) => one.object.ready.map((address) => address.replace(/:\d+$/, ''))),
          ...(listed.get(object.name) ?? [])
            .filter((one) => mayShareNamespace(one.object, object))
            .flatMap((one) => one.object.addresses),
        ],
        from: [observation, ...behind.map((one) => one.observation)],
      };
    });
    const byTarget = firstByTarget(services);
    const found = silent.flatMap((attempt) => {
      const [asker] = pods.get(askerOf(attempt) ?? '') ?? [];
      const own = frontedBy(attempt, services, byTarget);
      const isBehind =
        asker?.pod.address !== undefined && own.behind.length > 0
          ? own.behind.includes(asker.pod.address)
          : isNamedAfter(askerOf(attempt) ?? '', own.service.name);
      const others = (askers.get(ofAttempt(attempt).target)?.size ?? 0) > 1;
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

/** The position of the first Service with a target. */
function firstByTarget(services: readonly Fronted[]): ReadonlyMap<string | undefined, number> {
  const first = new Map<string | undefined, number>();
  for (const [position, { targets }] of services.entries())
    for (const target of targets) if (!first.has(target)) first.set(target, position);
  return first;
}

/** The Service that was asked; of one that is not shown, the name that was asked for. */
function frontedBy(
  attempt: Observation,
  services: readonly Fronted[],
  byTarget: ReadonlyMap<string | undefined, number>,
): Fronted {
  const { target, name } = ofAttempt(attempt);
  const positions = [target, ...(name === undefined ? [] : [name])].flatMap((one) => byTarget.get(one) ?? []);
  const shown = services[Math.min(...positions)];
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
