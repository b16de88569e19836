import type { KubernetesWorkload } from '../../../../facts/services.ts';
import { at, isObject, type JsonObject, listAt, textAt, wholeNumber } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';
import { pairsAt } from './pairs.ts';

const fact = 'kubernetes.workloads';

const workload = (kind: string, ...resources: string[]): ObjectKind => ({
  kind,
  resources,
  facts: [fact],
  read(object) {
    const template = at(object, 'spec', 'template');
    const item = isObject(template) ? workloadOf(kind, object, template) : null;
    return item === null ? [] : [{ fact, item }];
  },
});

export const deployment = workload('Deployment', 'deployments', 'deployment', 'deploy');
export const statefulSet = workload('StatefulSet', 'statefulsets', 'statefulset', 'sts');
export const daemonSet = workload('DaemonSet', 'daemonsets', 'daemonset', 'ds');
export const replicaSet = workload('ReplicaSet', 'replicasets', 'replicaset', 'rs');

/** What Services see of pods: their labels and the ports that their containers declare. */
export function workloadOf(
  kind: string,
  object: JsonObject,
  template: JsonObject,
): KubernetesWorkload | null {
  const name = textAt(object, 'metadata', 'name') ?? textAt(object, 'metadata', 'generateName');
  const containers = listAt(template, 'spec', 'containers');
  if (name === undefined || containers.length === 0) return null;
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? null,
    kind,
    name,
    labels: pairsAt(template, 'metadata', 'labels') ?? [],
    ports: containers.flatMap((container) => listAt(container, 'ports').flatMap(portOf)),
    ...(at(template, 'spec', 'hostNetwork') === true ? { hostNetwork: true } : {}),
  };
}

function portOf(entry: unknown): KubernetesWorkload['ports'] {
  const port = wholeNumber(at(entry, 'containerPort'));
  const name = textAt(entry, 'name');
  return port === undefined ? [] : [{ port, ...(name === undefined ? {} : { name }) }];
}
