import type { FactBase, Observation } from '../facts/known.ts';
import { endpointsIn, servicesIn } from './cluster-objects.ts';
import { currentInterfaces, ownedAddresses } from './interfaces.ts';
import { podsIn } from './pod-addresses.ts';

/** An address, and whose it is. */
export interface KnownAddress {
  address: string;
  kind: 'endpoint' | 'pod' | 'interface' | 'service';
  /** The pod, the machine, or the endpoint's port. */
  of: string | null;
  namespace: string | null;
  service: string;
  observation: Observation;
}

export function knownAddresses(facts: FactBase): KnownAddress[] {
  const endpoints = endpointsIn(facts).flatMap(({ object, observation }) =>
    object.ready.map((text): KnownAddress => {
      const [, address = text, of = null] = /^(.{2,45}):(\d{1,5})$/.exec(text) ?? [];
      const { namespace, service } = object;
      return { address, kind: 'endpoint', of, namespace, service, observation };
    }),
  );
  const pods = podsIn(facts).map(
    ({ pod, observation }): KnownAddress => ({
      ...{ address: pod.address ?? '', kind: 'pod', of: pod.name, observation },
      ...{ namespace: pod.namespace, service: pod.name },
    }),
  );
  const interfaces = ownedAddresses(currentInterfaces(facts)).map(
    ({ address, host, observation }): KnownAddress => ({
      ...{ address, kind: 'interface', of: host, observation },
      ...{ namespace: null, service: host ?? '' },
    }),
  );
  const services = servicesIn(facts).map(
    ({ object: { namespace, name, clusterAddress = '' }, observation }): KnownAddress => ({
      ...{ address: clusterAddress, kind: 'service', of: null, namespace, service: name, observation },
    }),
  );
  return [...endpoints, ...pods, ...interfaces, ...services];
}
