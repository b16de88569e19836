import type { Observation } from '../../facts/known.ts';
import type { KubernetesIngress, KubernetesService, ServiceEndpoints } from '../../facts/services.ts';
import type { IngressBackendGap } from '../../facts/services-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { endpointsIn, endpointsOf, ingressesIn, type Seen, servicesIn } from '../cluster-objects.ts';
import { type Derivation, type DerivedItem, derivedList } from '../derivation.ts';

const fact = 'ingress.backend-gaps';

interface Shown {
  /** Those that may be in a namespace. */
  servicesNear(namespace: string | null): Near;
  endpoints: readonly Seen<ServiceEndpoints>[];
}

interface Near {
  byName: ReadonlyMap<string, Seen<KubernetesService>>;
  observations: readonly Observation[];
}

/** Backends of Ingresses whose Service, port or endpoints are not there. */
export const ingressBackendGaps: Derivation = {
  fact,
  derive(facts) {
    const shown = { servicesNear: nearBy(servicesIn(facts)), endpoints: endpointsIn(facts) };
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
            ...(gap.also === undefined ? {} : { also: gap.also }),
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

/** Made once for each namespace: every Ingress of it is held against the same Services. */
function nearBy(services: readonly Seen<KubernetesService>[]): Shown['servicesNear'] {
  const made = new Map<string | null, Near>();
  const groups = groupBy(services, ({ object }) => object.namespace);
  return (namespace) => {
    const known = made.get(namespace);
    if (known !== undefined) return known;
    const near =
      namespace === null
        ? services
        : [...(groups.get(namespace) ?? []), ...(groups.get(null) ?? []).slice(0, most)];
    // The first one of a name counts.
    const byName = new Map(near.toReversed().map((one) => [one.object.name, one]));
    const listed = { byName, observations: near.map(({ observation }) => observation) };
    made.set(namespace, listed);
    return listed;
  };
}

/** Services of unknown namespaces, which may be in each: a listing without that column is of one namespace. */
const most = 1000;

/** `null`: nothing is shown of the Service, and its namespace was not listed. */
function gapOf(
  ingress: KubernetesIngress,
  backend: Backend,
  { servicesNear, endpoints }: Shown,
): { problem: Problem | null; from: Observation[]; also?: readonly Observation[] } | null {
  const { byName, observations } = servicesNear(ingress.namespace);
  const service = byName.get(backend.service);
  const behind = endpointsOf(endpoints, { namespace: ingress.namespace, name: backend.service });
  const from = [
    ...(service === undefined ? [] : [service.observation]),
    ...behind.map(({ observation }) => observation),
  ];
  // A listing shows more than one; a single Service was picked.
  if (service === undefined && behind.length === 0)
    return observations.length > 1 ? { problem: 'no-such-service', from: [], also: observations } : null;
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
