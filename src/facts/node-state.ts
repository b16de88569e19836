import { type Static, Type } from 'typebox';
import { type FactDefinition, shelfLife, withKubectl } from './define.ts';

export const NodeCondition = Type.Object({
  /** `null` when the output does not name it. */
  node: Type.Union([Type.String(), Type.Null()]),
  /** `Ready`, `DiskPressure`, `NetworkUnavailable` … */
  type: Type.String(),
  status: Type.Enum(['True', 'False', 'Unknown']),
  /** `NodeStatusUnknown`: nobody reports any more. `KubeletNotReady`: the kubelet itself says no. */
  reason: Type.Optional(Type.String()),
});
export type NodeCondition = Static<typeof NodeCondition>;

export const KubernetesEvent = Type.Object({
  /** `Normal` or `Warning`; `null` when the output does not show it; so for all names here. */
  type: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  /** What it is about: `Pod`, `Node`, `Service`. */
  kind: Type.Union([Type.String(), Type.Null()]),
  name: Type.Union([Type.String(), Type.Null()]),
  namespace: Type.Union([Type.String(), Type.Null()]),
  message: Type.String(),
});
export type KubernetesEvent = Static<typeof KubernetesEvent>;

export const nodeStateFacts: FactDefinition[] = [
  {
    id: 'kubernetes.node-conditions',
    title: 'conditions of nodes: ready, and what they lack',
    subject: 'cluster',
    schema: Type.Array(NodeCondition),
    identity: ['node', 'type'],
    collect: [withKubectl('kubectl describe nodes')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubernetes.events',
    title: 'events, newest last',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(KubernetesEvent),
    collect: [withKubectl('kubectl get events -A --sort-by=.lastTimestamp')],
    shelfLifeSeconds: shelfLife.short,
  },
];
