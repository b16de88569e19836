import type { Observation } from '../../facts/known.ts';
import type { KubernetesService, ServiceEndpoints } from '../../facts/services.ts';
import type { ServiceWithoutEndpoints } from '../../facts/services-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import { endpointsIn, mayShareNamespace, type Seen, servicesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'services.without-endpoints';

/** Endpoints that components used as a lock before Kubernetes 1.24: they never have addresses. */
const locks =
  /^(?:kube-scheduler|kube-controller-manager|cloud-controller-manager|cluster-autoscaler)$|-leader|provisioner|-lock$/;

/** Services with nothing ready behind them. Known to be none when those of which endpoints are shown all have some. */
export const servicesWithoutEndpoints: Derivation = {
  fact,
  derive(facts) {
    const services = groupBy(servicesIn(facts), ({ object }) => object.name);
    const shown = endpointsIn(facts).filter(
      ({ object }) => !locks.test(object.service) && leadsToPods(services.get(object.service) ?? [], object),
    );
    const groups = [
      ...groupBy(shown, ({ object }) => JSON.stringify([object.namespace, object.service])).values(),
    ];
    const empty = groups.filter((group) => group.every(({ object }) => object.ready.length === 0));
    if (shown.length === 0) return [];
    const from = (group: readonly Seen<ServiceEndpoints>[]): Observation[] =>
      group.map((one) => one.observation);
    return [
      derivedList(
        { fact },
        empty.map((group) => ({ item: described(group, services), from: from(group) })),
        from(shown),
      ),
    ];
  },
};

/** Without a selector, somebody else keeps the endpoints, and a name that only resolves elsewhere has none. */
const leadsToPods = (services: readonly Seen<KubernetesService>[], endpoints: ServiceEndpoints): boolean =>
  !services.some(
    ({ object }) =>
      mayShareNamespace(object, endpoints) &&
      (object.type === 'ExternalName' || (object.selector?.length === 0 && object.targets !== undefined)),
  );

function described(
  group: readonly Seen<ServiceEndpoints>[],
  services: ReadonlyMap<string, readonly Seen<KubernetesService>[]>,
): ServiceWithoutEndpoints {
  const [first] = group;
  const [namespace, service] = [first?.object.namespace ?? null, first?.object.service ?? ''];
  const counted = group.map(({ object }) => object.notReady?.length);
  const notReady = counted.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const declared = services.get(service)?.find(({ object }) => mayShareNamespace(object, { namespace }));
  const selector = declared?.object.selector;
  return {
    namespace,
    service,
    ...(counted.every((count) => count === undefined) ? {} : { notReady }),
    ...(selector === undefined ? {} : { selector: selector.join(',') }),
  };
}
