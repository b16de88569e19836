import { type Static, Type } from 'typebox';
import { type Collect, type FactDefinition, shelfLife, withKubectl } from './define.ts';

/** A pod of a network plugin that runs on every node, such as calico-node or kube-flannel-ds. */
export const NetworkAgent = Type.Object({
  plugin: Type.String(),
  pod: Type.String(),
  node: Type.Optional(Type.String()),
  /** The STATUS column: `CrashLoopBackOff`, `Init:0/1`, or `Running` with containers that are not ready. */
  status: Type.String(),
  restarts: Type.Integer(),
});
export type NetworkAgent = Static<typeof NetworkAgent>;

const pods: Collect = { ...withKubectl('kubectl get pods -A -o wide'), brings: 'kubernetes.pods' };

export const podNetworkFacts: FactDefinition[] = [
  {
    id: 'cni.agents-not-ready',
    title: 'pods of the network plugin (calico-node, kube-flannel-ds, cilium …) that are not ready',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(NetworkAgent),
    collect: [pods],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'cni.agent-plugins',
    title: 'network plugins whose pods are listed; none when a listing of kube-system shows none',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: [pods],
    shelfLifeSeconds: shelfLife.short,
  },
];
