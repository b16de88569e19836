import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** The address that a plugin's agent chose for its node's end of the pod network. */
export const DetectedAddress = Type.Object({
  plugin: Type.String(),
  interface: Type.Union([Type.String(), Type.Null()]),
  address: Type.String(),
});
export type DetectedAddress = Static<typeof DetectedAddress>;

export const LinkMtu = Type.Object({ name: Type.String(), mtuBytes: Type.Integer() });
export type LinkMtu = Static<typeof LinkMtu>;

/** A VXLAN interface as `ip -d link` shows it. */
export const VxlanLink = Type.Object({
  name: Type.String(),
  vni: Type.Integer(),
  local: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  port: Type.Optional(Type.Integer()),
});
export type VxlanLink = Static<typeof VxlanLink>;

/** What flannel's daemon writes to /run/flannel/subnet.env for its plugin. */
export const FlannelSubnet = Type.Object({
  network: Type.Optional(Type.String()),
  subnet: Type.String(),
  mtuBytes: Type.Optional(Type.Integer()),
});
export type FlannelSubnet = Static<typeof FlannelSubnet>;

/** A row of `kubectl get daemonsets`. */
export const DaemonSet = Type.Object({
  namespace: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  desired: Type.Integer(),
  ready: Type.Integer(),
});
export type DaemonSet = Static<typeof DaemonSet>;

export const podNetworkFacts: FactDefinition[] = [
  {
    id: 'kubernetes.daemonsets',
    title: 'DaemonSets, and how many of their pods are ready',
    subject: 'cluster',
    schema: Type.Array(DaemonSet),
    identity: ['namespace', 'name'],
    collect: [withKubectl('kubectl get daemonsets -A')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'cni.config-files',
    title: 'configurations in the directory from which the runtime chooses the first (/etc/cni/net.d)',
    subject: 'host',
    schema: Type.Array(Type.String()),
    collect: [onHost('ls -la /etc/cni/net.d')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'cni.plugin-binaries',
    title: "plugins' programs on the node (/opt/cni/bin)",
    subject: 'host',
    schema: Type.Array(Type.String()),
    collect: [onHost('ls -la /opt/cni/bin')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'cni.called-plugins',
    title: 'programs that a configuration in /etc/cni/net.d names by their type',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [onHost('grep -h \'"type"\' /etc/cni/net.d/*')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'cni.detected-addresses',
    title: "addresses that the network plugin's agents chose for their nodes",
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(DetectedAddress),
    collect: [
      withKubectl(
        'kubectl logs -n kube-system -l k8s-app=calico-node -c calico-node --tail=-1 | grep autodetected',
        30,
      ),
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'cni.silent-peers',
    title: 'BGP peers that calico-node has no session with',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [withKubectl('kubectl describe pods -n kube-system -l k8s-app=calico-node', 30)],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'network.mtus',
    title: 'MTU of each interface',
    subject: 'host',
    schema: Type.Array(LinkMtu),
    identity: ['name'],
    collect: [onHost('ip link show')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'overlay.vxlan-links',
    title: 'VXLAN interfaces with their network identifier, port and device',
    subject: 'host',
    schema: Type.Array(VxlanLink),
    identity: ['name'],
    collect: [onHost('ip -d link show type vxlan')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'flannel.subnet',
    title: "the node's subnet as flannel's daemon wrote it down (/run/flannel/subnet.env)",
    subject: 'host',
    schema: FlannelSubnet,
    collect: [onHost('cat /run/flannel/subnet.env')],
    shelfLifeSeconds: shelfLife.long,
  },
];
