import type { Observation } from '../../facts/known.ts';
import type { KubernetesIngress, KubernetesService, ServiceEndpoints } from '../../facts/services.ts';
import type { IngressBackendGap } from '../../facts/services-relations.ts';
import {
  endpointsIn,
  endpointsOf,
  ingressesIn,
  mayShareNamespace,
  type Seen,
  servicesIn,
} from '../cluster-objects.ts';
import { type Derivation, type DerivedItem, derivedList } from '../derivation.ts';

const fact = 'ingress.backend-gaps';

interface Shown {
  services: readonly Seen<KubernetesService>[];
  endpoints: readonly Seen<ServiceEndpoints>[];
}

/** Backends of Ingresses whose Service, port or endpoints are not there. */
export const ingressBackendGaps: Derivation = {
  fact,
  derive(facts) {
    const shown = { services: servicesIn(facts), endpoints: endpointsIn(facts) };
    const checked: Observation[] = [];
    const found: DerivedItem[] = [];
    for (const ingress of ingressesIn(facts))
      for (const backend of ingress.object.backends ?? []) {
        const gap = gapOf(ingress.object, backend, shown);
        if (gap === null) continue;
        checked.push(ingress.observation, ...gap.from);
        if (gap.problem !== null)
          found.push({
            item: described(ingress.object, backend, gap.problem),
            from: [ingress.observation, ...gap.from],
          });
      }
    return checked.length === 0 ? [] : [derivedList({ fact }, found, checked)];
  },
};

type Problem = IngressBackendGap['problem'];
type Backend = NonNullable<KubernetesIngress['backends']>[number];

const described = (ingress: KubernetesIngress, backend: Backend, problem: Problem): IngressBackendGap => ({
  namespace: ingress.namespace,
  ingress: ingress.name,
  ...backend,
  problem,
});

/** `null`: nothing is shown of the Service, and its namespace was not listed. */
function gapOf(
  ingress: KubernetesIngress,
  backend: Backend,
  { services, endpoints }: Shown,
): { problem: Problem | null; from: Observation[] } | null {
  const name = { namespace: ingress.namespace, name: backend.service };
  const near = services.filter(({ object }) => mayShareNamespace(object, ingress));
  const service = near.find(({ object }) => object.name === backend.service);
  const behind = endpointsOf(endpoints, name);
  const from = [
    ...(service === undefined ? [] : [service.observation]),
    ...behind.map(({ observation }) => observation),
  ];
  if (service === undefined && behind.length === 0) {
    // A listing shows more than one; a single Service was picked.
    const listed = near.length > 1 ? near.map(({ observation }) => observation) : [];
    return listed.length === 0 ? null : { problem: 'no-such-service', from: listed };
  }
  if (service !== undefined && !hasPort(service.object, backend.port))
    return { problem: 'no-such-port', from };
  const isEmpty = behind.length > 0 && behind.every(({ object }) => object.ready.length === 0);
  return { problem: isEmpty ? 'no-endpoints' : null, from };
}

/** A port that is named cannot be held against a table, which shows numbers. */
const hasPort = ({ ports, type }: KubernetesService, port: string): boolean =>
  ports === undefined ||
  type === 'ExternalName' ||
  !/^\d+$/.test(port) ||
  ports.some((one) => String(one.port) === port);
