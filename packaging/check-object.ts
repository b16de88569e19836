import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Pod } from 'kubernetes-models/v1/Pod';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { KubernetesObject } from './kustomize.ts';

/** The kinds that we know; each validates with what was compiled from its schema. */
const kinds = [
  ConfigMap,
  Deployment,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  ServiceMonitor,
];

/**
 * What is wrong with an object by its schema in the Kubernetes API, or the Prometheus Operator's; fields that the
 * schema does not have are wrong too, as under `kubectl apply --validate=strict`.
 */
export function findingsIn(object: KubernetesObject): string[] {
  const model = kinds.find(
    ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
  );
  if (model === undefined) return [`no schema for ${object.apiVersion} ${object.kind}`];
  const read = new Set<string>();
  const wrong: string[] = [];
  try {
    // It reads of its object what the schema has, and nothing of the class.
    model.prototype.validate.call(watched(object, '', read));
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error));
  }
  return [...wrong, ...unread(object, '', read).map((path) => `${path} is no field`)];
}

/** The value, which notes what is read of it: the validators read the fields that their schema has, and no others. */
function watched<T>(value: T, path: string, read: Set<string>): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name, receiver) {
      const inside: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return inside;
      read.add(`${path}/${name}`);
      return watched(inside, `${path}/${name}`, read);
    },
  });
}

/** The outermost places that nobody has read. */
const unread = (value: unknown, path: string, read: ReadonlySet<string>): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inside]) =>
        read.has(`${path}/${name}`) ? unread(inside, `${path}/${name}`, read) : [`${path}/${name}`],
      );
