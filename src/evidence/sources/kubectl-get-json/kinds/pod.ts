import { isObject } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';
import { podOfObject } from './pod-of-object.ts';
import { workloadOf } from './workload.ts';

export const pod: ObjectKind = {
  kind: 'Pod',
  resources: ['pods', 'pod', 'po'],
  facts: ['kubernetes.pods', 'kubernetes.workloads'],
  list: 'kubernetes.pods',
  read(object) {
    const item = isObject(object['status']) ? podOfObject(object) : null;
    const workload = workloadOf('Pod', object, object);
    return [
      ...(item === null ? [] : [{ fact: 'kubernetes.pods', item }]),
      ...(workload === null ? [] : [{ fact: 'kubernetes.workloads', item: workload }]),
    ];
  },
};
