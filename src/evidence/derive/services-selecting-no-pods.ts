import type { KubernetesService, KubernetesWorkload } from '../../facts/services.ts';
import type { ServiceSelectingNothing } from '../../facts/services-relations.ts';
import {
  byLabel,
  endpointsIn,
  endpointsOf,
  mayShareNamespace,
  type Seen,
  selects,
  servicesIn,
  workloadsIn,
} from '../cluster-objects.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'services.selecting-no-pods';

/**
 * Services whose selector fits none of the pods that are shown, though one of them looks like what was meant. Known
 * to be none when each Service with a selector fits some pod.
 */
export const servicesSelectingNoPods: Derivation = {
  fact,
  derive(facts) {
    const workloads = workloadsIn(facts);
    const endpoints = endpointsIn(facts);
    const services = servicesIn(facts).filter(({ object }) => (object.selector ?? []).length > 0);
    if (services.length === 0 || workloads.length === 0) return [];
    const labelled = byLabel(workloads);
    const unmatched = services.filter(
      ({ object }) => !labelled(object).some((one) => isSelected(object, one.object)),
    );
    const found = unmatched.flatMap((service) => {
      const behind = endpointsOf(endpoints, service.object);
      if (behind.some(({ object }) => object.ready.length > 0)) return [];
      const meant = closest(service.object, workloads, labelled(service.object));
      return meant === null
        ? []
        : [{ item: described(service.object, meant.object), from: [service.observation, meant.observation] }];
    });
    if (found.length === 0 && unmatched.length > 0) return [];
    return [
      derivedList(
        { fact },
        found,
        [...services, ...workloads].map(({ observation }) => observation),
      ),
    ];
  },
};

const isSelected = (service: KubernetesService, workload: KubernetesWorkload): boolean =>
  mayShareNamespace(service, workload) && selects(service.selector ?? [], workload.labels);

/** Among so many, what a mistyped selector was meant for is looked for. */
const most = 500;

/** Its labels fit in another namespace; or one of them has the same key and another value, or the names are alike. */
function closest(
  service: KubernetesService,
  workloads: readonly Seen<KubernetesWorkload>[],
  labelled: readonly Seen<KubernetesWorkload>[],
): Seen<KubernetesWorkload> | null {
  const selector = service.selector ?? [];
  const keys = selector.map(keyOf);
  const elsewhere = labelled.find(({ object }) => selects(selector, object.labels));
  const near = workloads.slice(0, most).filter(({ object }) => mayShareNamespace(service, object));
  return (
    elsewhere ??
    near.find(({ object }) => isNamedAlike(service.name, object.name)) ??
    near.find(({ object }) => selector.some((pair) => object.labels.includes(pair))) ??
    (near.length === 1 ? near : []).find(({ object }) =>
      object.labels.some((pair) => keys.includes(keyOf(pair))),
    ) ??
    null
  );
}

const keyOf = (pair: string): string => pair.split('=', 1)[0] ?? '';

const isNamedAlike = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);

const described = (service: KubernetesService, workload: KubernetesWorkload): ServiceSelectingNothing => ({
  namespace: service.namespace,
  service: service.name,
  selector: (service.selector ?? []).join(','),
  workload: workload.name,
  labels: workload.labels.join(','),
  otherNamespace: !mayShareNamespace(service, workload),
});
