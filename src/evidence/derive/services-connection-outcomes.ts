import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { ServiceConnection } from '../../facts/services-relations.ts';
import { endpointsIn, listedEndpointsIn, namesOf, servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { serviceOfPod } from '../named-after.ts';
import { podsIn } from '../pod-addresses.ts';

const fact = 'services.connection-outcomes';

interface Part {
  namespace: string | null;
  service: string;
  via: ServiceConnection['via'];
  from: Observation;
}

/** Attempts to connect that can be told to be to a Service: at its address, an endpoint or a node port. */
export const servicesConnectionOutcomes: Derivation = {
  fact,
  derive(facts) {
    const attempts = itemsOf(facts.of('connection.attempts'));
    if (attempts.length === 0) return [];
    const parts = partsOf(facts);
    const found = attempts.flatMap((attempt) => {
      // Items of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema.
      const { target, port, outcome } = attempt.value as ConnectionAttempt;
      const part = parts.get(`${target}:${port}`) ?? parts.get(target) ?? parts.get(`:${port}`);
      if (part === undefined) return [];
      const { namespace, service, via, from } = part;
      const item: ServiceConnection = { namespace, service, via, target, port, outcome };
      return [{ item, from: [attempt, from] }];
    });
    const distinct = new Map(found.map((one) => [JSON.stringify(one.item), one]));
    return distinct.size === 0 ? [] : [derivedList({ fact }, [...distinct.values()], [])];
  },
};

/** By `address:port`, by address alone where the port decides nothing, and by `:nodePort`. */
function partsOf(facts: FactBase): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (key: string, part: Part): void => {
    if (!parts.has(key)) parts.set(key, part);
  };
  for (const { object, observation: from } of servicesIn(facts)) {
    const part = { namespace: object.namespace, service: object.name, from };
    if (object.clusterAddress !== undefined && object.clusterAddress !== 'None')
      add(object.clusterAddress, { ...part, via: 'cluster-address' });
    for (const name of namesOf(object)) add(name, { ...part, via: 'cluster-address' });
    for (const address of object.externalAddresses ?? []) add(address, { ...part, via: 'external-address' });
    for (const { nodePort } of object.ports ?? [])
      if (nodePort !== undefined) add(`:${nodePort}`, { ...part, via: 'node-port' });
  }
  for (const { object, observation: from } of endpointsIn(facts))
    for (const address of object.ready)
      add(address, { namespace: object.namespace, service: object.service, via: 'endpoint', from });
  for (const { object, observation: from } of listedEndpointsIn(facts))
    for (const address of object.addresses)
      add(address, { namespace: object.namespace, service: object.service, via: 'endpoint', from });
  addNamedPods(facts, add);
  return parts;
}

/** Where no listing shows what is behind a Service: the pods that are named after it. */
function addNamedPods(facts: FactBase, add: (key: string, part: Part) => void): void {
  const services = servicesIn(facts).filter(({ object }) => object.clusterAddress !== undefined);
  const namedAfter = serviceOfPod(services, ({ object }) => object.name);
  for (const { pod, observation: from } of podsIn(facts)) {
    const { address, name } = pod;
    const own = address === undefined ? undefined : namedAfter(name);
    if (address === undefined || own === undefined) continue;
    const { namespace, name: service } = own.object;
    add(address, { namespace, service, via: 'endpoint', from });
  }
}
