import type { FactBase, Observation } from '../facts/known.ts';
import type {
  KubernetesIngress,
  KubernetesIngressClass,
  KubernetesService,
  KubernetesWorkload,
  ListedEndpoints,
  ServiceEndpoints,
} from '../facts/services.ts';
import { groupBy } from '../lib/group-by.ts';
import { itemsOf } from './derivation.ts';

export interface Seen<T> {
  object: T;
  observation: Observation;
}

const lists = new WeakMap<FactBase, Map<string, readonly Seen<unknown>[]>>();

/** Made once for all who ask, as some do for each Service. */
function seen<T>(facts: FactBase, fact: string): readonly Seen<T>[] {
  const known = lists.get(facts) ?? new Map<string, readonly Seen<unknown>[]>();
  lists.set(facts, known);
  const list =
    known.get(fact) ??
    itemsOf(facts.of(fact)).map((observation) => ({ object: observation.value, observation }));
  known.set(fact, list);
  // Items of a fact of this type: sources and `checkEvidence` hold to the facts' schemas.
  return list as readonly Seen<T>[];
}

export const servicesIn = (facts: FactBase) => seen<KubernetesService>(facts, 'kubernetes.services');
export const endpointsIn = (facts: FactBase) => seen<ServiceEndpoints>(facts, 'kubernetes.endpoints');
export const listedEndpointsIn = (facts: FactBase) =>
  seen<ListedEndpoints>(facts, 'kubernetes.listed-endpoints');
export const workloadsIn = (facts: FactBase) => seen<KubernetesWorkload>(facts, 'kubernetes.workloads');
export const ingressesIn = (facts: FactBase) => seen<KubernetesIngress>(facts, 'kubernetes.ingresses');
export const classesIn = (facts: FactBase) =>
  seen<KubernetesIngressClass>(facts, 'kubernetes.ingress-classes');

/** Where one of them is not shown, they may be the same. */
export const mayShareNamespace = (
  a: { namespace: string | null },
  b: { namespace: string | null },
): boolean => a.namespace === null || b.namespace === null || a.namespace === b.namespace;

export const selects = (selector: readonly string[], labels: readonly string[]): boolean =>
  selector.length > 0 && selector.every((pair) => labels.includes(pair));

/** The workloads that have the rarest pair of a Service's selector: all that it may select. */
export function byLabel(
  workloads: readonly Seen<KubernetesWorkload>[],
): (service: Pick<KubernetesService, 'selector'>) => readonly Seen<KubernetesWorkload>[] {
  const having = new Map<string, Seen<KubernetesWorkload>[]>();
  for (const workload of workloads)
    for (const pair of new Set(workload.object.labels)) {
      const group = having.get(pair);
      if (group === undefined) having.set(pair, [workload]);
      else group.push(workload);
    }
  return ({ selector = [] }) =>
    selector
      .map((pair) => having.get(pair) ?? [])
      .reduce((rarest, one) => (one.length < rarest.length ? one : rarest), workloads);
}

interface Behind {
  of: Seen<ServiceEndpoints>;
  position: number;
}

/** By the Service's name, and within it by namespace: every Service of a listing is looked for in all endpoints of another. */
const behindServices = new WeakMap<
  readonly Seen<ServiceEndpoints>[],
  Map<string, Map<string | null, Behind[]>>
>();

function behindOf(all: readonly Seen<ServiceEndpoints>[]): Map<string, Map<string | null, Behind[]>> {
  const known = behindServices.get(all);
  if (known !== undefined) return known;
  const behind = all.map((of, position) => ({ of, position }));
  const byName = new Map(
    [...groupBy(behind, ({ of }) => of.object.service)].map(([name, own]) => [
      name,
      groupBy(own, ({ of }) => of.object.namespace),
    ]),
  );
  behindServices.set(all, byName);
  return byName;
}

/** All that is shown of what is behind the Service. */
export function endpointsOf(
  all: readonly Seen<ServiceEndpoints>[],
  { namespace, name }: { namespace: string | null; name: string },
): Seen<ServiceEndpoints>[] {
  const own = behindOf(all).get(name);
  if (own === undefined) return [];
  const groups = namespace === null ? [...own.values()] : [own.get(namespace) ?? [], own.get(null) ?? []];
  const found = groups.flat();
  if (groups.length > 1) found.sort((a, b) => a.position - b.position);
  return found.map(({ of }) => of);
}

/** Where each port of a Service leads: by the Service itself, or by the ports of its endpoints. */
export function targetsOf(
  service: KubernetesService,
  behind: readonly Seen<ServiceEndpoints>[],
): { port: number; targetPort: string }[] {
  if (service.targets !== undefined && service.targets.length > 0) return service.targets;
  const ports = behind.flatMap(({ object }) =>
    object.ready.map((address) => /:(\d{1,5})$/.exec(address)?.[1]),
  );
  const distinct = [...new Set(ports.filter((port) => port !== undefined))];
  const [port] = service.ports ?? [];
  return distinct.map((targetPort) => ({ port: port?.port ?? Number(targetPort), targetPort }));
}

/** The names under which pods ask for a Service. Its first label alone may be that of another machine, too. */
export function namesOf({ namespace, name, type }: KubernetesService): string[] {
  if (type === 'ExternalName') return [];
  if (namespace === null) return [name];
  const long = `${name}.${namespace}`;
  return [name, long, `${long}.svc`, `${long}.svc.cluster.local`];
}
