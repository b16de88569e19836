import { type Static, Type } from 'typebox';
import { type Collect, type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';
import { DetectedAddress } from './pod-network.ts';

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

/** A plugin that a configuration names. */
export const ConfiguredPlugin = Type.Object({
  plugin: Type.String(),
  file: Type.String(),
  /** The runtime takes the first file by name. */
  first: Type.Boolean(),
  /** Whether its agent is among the listed pods; absent when no agent is listed. */
  agentListed: Type.Optional(Type.Boolean()),
});
export type ConfiguredPlugin = Static<typeof ConfiguredPlugin>;

/** An interface that takes packets that do not fit where they go next. */
export const TooLargeMtu = Type.Object({
  name: Type.String(),
  mtuBytes: Type.Integer(),
  /** The interface that carries its packets, and what wrapping them adds. */
  over: Type.String(),
  overMtuBytes: Type.Integer(),
  overheadBytes: Type.Integer(),
});
export type TooLargeMtu = Static<typeof TooLargeMtu>;

export const DifferingMtu = Type.Object({
  name: Type.String(),
  mtus: Type.Array(Type.Object({ host: Type.String(), mtuBytes: Type.Integer() })),
});
export type DifferingMtu = Static<typeof DifferingMtu>;

/** A target that answers small pings, and none that are as large as this. */
export const LargePingsLost = Type.Object({
  target: Type.String(),
  lostBytes: Type.Integer(),
  answeredBytes: Type.Integer(),
});
export type LargePingsLost = Static<typeof LargePingsLost>;

/** A bridge whose address is not of the node's subnet. */
export const BridgeAddress = Type.Object({
  bridge: Type.String(),
  address: Type.String(),
  subnet: Type.String(),
});
export type BridgeAddress = Static<typeof BridgeAddress>;

/** A pod whose address is not of the pod network that is in force. */
export const StrayPod = Type.Object({
  pod: Type.String(),
  address: Type.String(),
  node: Type.Optional(Type.String()),
  /** It lies in a network that Docker, Podman or CRI-O give their own bridge unless told otherwise. */
  runtimeBridge: Type.Boolean(),
});
export type StrayPod = Static<typeof StrayPod>;

/** One address that running pods of different nodes have. */
export const SharedPodAddress = Type.Object({ address: Type.String(), pods: Type.Array(Type.String()) });
export type SharedPodAddress = Static<typeof SharedPodAddress>;

/** A try to reach a pod on another node that got no answer. */
export const LostBetweenNodes = Type.Object({
  from: Type.String(),
  to: Type.String(),
  fromNode: Type.String(),
  toNode: Type.String(),
});
export type LostBetweenNodes = Static<typeof LostBetweenNodes>;

/** An address that does not answer, in a range that a route leads to another node for. */
export const LostBehindNode = Type.Object({
  address: Type.String(),
  range: Type.String(),
  via: Type.String(),
});
export type LostBehindNode = Static<typeof LostBehindNode>;

const pods: Collect = { ...withKubectl('kubectl get pods -A -o wide'), brings: 'kubernetes.pods' };

export const derivedPodNetworkFacts: FactDefinition[] = [
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
  {
    id: 'cni.configured-plugins',
    title: 'network plugins that the configurations on the node name, and whether their agents are listed',
    subject: 'host',
    derived: true,
    schema: Type.Array(ConfiguredPlugin),
    collect: [{ ...onHost('ls -la /etc/cni/net.d'), brings: 'cni.config-files' }, pods],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'cni.addresses-not-of-nodes',
    title: "addresses that the network plugin chose for nodes, and that are no node's address",
    subject: 'cluster',
    derived: true,
    schema: Type.Array(DetectedAddress),
    collect: [{ ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'cni.missing-binaries',
    title: 'programs that a configured plugin needs and that the directory of programs does not have',
    subject: 'host',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: [
      { ...onHost('ls -la /etc/cni/net.d'), brings: 'cni.config-files' },
      { ...onHost('ls -la /opt/cni/bin'), brings: 'cni.plugin-binaries' },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'bridge.outside-subnet',
    title: "bridges for pods whose address is not of the node's subnet",
    subject: 'host',
    derived: true,
    schema: Type.Array(BridgeAddress),
    collect: [
      { ...onHost('ip addr show cni0'), brings: 'network.interfaces' },
      { ...onHost('cat /run/flannel/subnet.env'), brings: 'flannel.subnet' },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'mtu.exceeds-underlay',
    title: 'interfaces of the pod network whose packets do not fit the interface that carries them',
    subject: 'host',
    derived: true,
    schema: Type.Array(TooLargeMtu),
    collect: [{ ...onHost('ip link show'), brings: 'network.mtus' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'mtu.differs-between-nodes',
    title: 'interfaces of one name that have different MTUs on different machines',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(DifferingMtu),
    collect: [{ ...onHost('ip link show', 60), where: 'on every node', brings: 'network.mtus' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'pod-range.strays',
    title: 'pods whose addresses are not of the pod network that is in force',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(StrayPod),
    collect: [
      pods,
      {
        ...withKubectl("kubectl get nodes -o jsonpath='{.items[*].spec.podCIDR}'"),
        brings: 'kubernetes.pod-cidrs',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'ping.large-lost-small-answered',
    title: 'targets that answer small pings and no large ones',
    subject: 'host',
    derived: true,
    symptom: true,
    schema: Type.Array(LargePingsLost),
    collect: [
      {
        ...onHost('ping -c 2 -s 56 ADDRESS; ping -M do -c 2 -s 1472 ADDRESS', 10),
        risk: 'low',
        brings: 'ping.results',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'pods.lost-between-nodes',
    title: 'pods that are not reached from another node, while pods elsewhere are',
    subject: 'cluster',
    derived: true,
    symptom: true,
    schema: Type.Array(LostBetweenNodes),
    collect: [
      {
        ...withKubectl('kubectl exec POD -- ping -c 2 ADDRESS_OF_A_POD', 120),
        where: 'for a pod on the same node and one on another',
        risk: 'low',
        brings: 'ping.results',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'pods.shared-addresses',
    title: 'addresses that running pods of different nodes have',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(SharedPodAddress),
    collect: [{ ...withKubectl('kubectl get pods -A -o wide', 120), brings: 'kubernetes.pods' }],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'pods.lost-behind-nodes',
    title: 'addresses that do not answer, in ranges that are routed to other nodes without wrapping',
    subject: 'cluster',
    derived: true,
    symptom: true,
    openEnded: true,
    schema: Type.Array(LostBehindNode),
    collect: [{ ...onHost('ip route show'), brings: 'network.routes' }],
    shelfLifeSeconds: shelfLife.short,
  },
];
