import type { KubernetesService, KubernetesWorkload } from '../../facts/services.ts';
import type { TargetPortMismatch } from '../../facts/services-relations.ts';
import { groupBy } from '../../lib/group-by.ts';
import {
  byLabel,
  endpointsIn,
  endpointsOf,
  mayShareNamespace,
  type Seen,
  selects,
  servicesIn,
  targetsOf,
  workloadsIn,
} from '../cluster-objects.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'services.target-port-mismatches';

interface Pair {
  service: Seen<KubernetesService>;
  workload: Seen<KubernetesWorkload>;
}

/** Ports of Services that lead to none of the ports that the pods behind them declare. */
export const servicesTargetPortMismatches: Derivation = {
  fact,
  derive(facts) {
    const endpoints = endpointsIn(facts);
    const services = servicesIn(facts).map(({ object, observation }) => ({
      object: { ...object, targets: targetsOf(object, endpointsOf(endpoints, object)) },
      observation,
    }));
    const pairs = pairsOf(services, workloadsIn(facts));
    if (pairs.length === 0) return [];
    const found = pairs.flatMap(({ service, workload }) =>
      mismatches(service.object, workload.object).map((item) => ({
        item,
        from: [service.observation, workload.observation],
      })),
    );
    const distinct = new Map(
      found.map((one) => [JSON.stringify([one.item.service, one.item.targetPort]), one]),
    );
    const seen = pairs.flatMap(({ service, workload }) => [service.observation, workload.observation]);
    return [derivedList({ fact }, [...distinct.values()], seen)];
  },
};

/** The pods of a Service are alike: so many tell. */
const most = 20;

/** Services and the pods they select; where the selector is not shown, those of the same name. */
function pairsOf(
  services: readonly Seen<KubernetesService>[],
  workloads: readonly Seen<KubernetesWorkload>[],
): Pair[] {
  const labelled = byLabel(workloads);
  const named = groupBy(workloads, ({ object }) => object.name);
  return services.flatMap((service) => {
    const { selector, targets, name } = service.object;
    if (targets === undefined || targets.length === 0) return [];
    const near = selector === undefined ? (named.get(name) ?? []) : labelled({ selector });
    return near
      .slice(0, most)
      .filter(({ object }) => mayShareNamespace(service.object, object) && object.ports.length > 0)
      .filter(({ object }) => selector === undefined || selects(selector, object.labels))
      .map((workload) => ({ service, workload }));
  });
}

function mismatches(service: KubernetesService, workload: KubernetesWorkload): TargetPortMismatch[] {
  const numbers = workload.ports.map(({ port }) => String(port));
  const names = workload.ports.flatMap(({ name }) => name ?? []);
  // Descriptions show no names, so that a name can be held against manifests only.
  const isDeclared = (target: string): boolean =>
    /^\d+$/.test(target) ? numbers.includes(target) : names.length === 0 || names.includes(target);
  return (service.targets ?? [])
    .filter(({ targetPort }) => !isDeclared(targetPort))
    .map(({ port, targetPort }) => ({
      namespace: service.namespace,
      service: service.name,
      port,
      targetPort,
      workload: workload.name,
      containerPorts: numbers.join(','),
    }));
}
