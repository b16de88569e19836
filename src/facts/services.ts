import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

const namespace = Type.Union([Type.String(), Type.Null()]);

export const KubernetesService = Type.Object({
  /** `null` when the output does not show it; so for all objects here. */
  namespace,
  name: Type.String(),
  type: Type.Optional(Type.Enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'])),
  /** `None` for a headless Service. */
  clusterAddress: Type.Optional(Type.String()),
  /** Addresses or names that a load balancer gave, and those of spec.externalIPs. */
  externalAddresses: Type.Optional(Type.Array(Type.String())),
  /** Of type LoadBalancer, and no load balancer has given it an address yet. */
  externalAddressPending: Type.Optional(Type.Boolean()),
  externalName: Type.Optional(Type.String()),
  ports: Type.Optional(
    Type.Array(
      Type.Object({
        port: Type.Integer(),
        nodePort: Type.Optional(Type.Integer()),
        protocol: Type.Optional(Type.String()),
      }),
    ),
  ),
  /** Where each port leads to; a number or the name of a container's port. */
  targets: Type.Optional(Type.Array(Type.Object({ port: Type.Integer(), targetPort: Type.String() }))),
  /** `app=web`; empty when the Service has none. */
  selector: Type.Optional(Type.Array(Type.String())),
  externalTrafficPolicy: Type.Optional(Type.String()),
  internalTrafficPolicy: Type.Optional(Type.String()),
  loadBalancerClass: Type.Optional(Type.String()),
});
export type KubernetesService = Static<typeof KubernetesService>;

/** One Endpoints object, one EndpointSlice, or the Endpoints line of `kubectl describe service`. */
export const ServiceEndpoints = Type.Object({
  namespace,
  service: Type.String(),
  /** The EndpointSlice's name; empty for what is shown as a whole. */
  slice: Type.String(),
  /** `10.244.1.7:8080`, or without a port when the output shows none. */
  ready: Type.Array(Type.String()),
  notReady: Type.Optional(Type.Array(Type.String())),
  /** Nodes of the ready addresses, as far as the output names them. */
  nodes: Type.Optional(Type.Array(Type.String())),
});
export type ServiceEndpoints = Static<typeof ServiceEndpoints>;

/** The addresses of an EndpointSlice as its table shows them, ready or not. */
export const ListedEndpoints = Type.Object({
  namespace,
  service: Type.String(),
  addresses: Type.Array(Type.String()),
  port: Type.Optional(Type.Integer()),
});
export type ListedEndpoints = Static<typeof ListedEndpoints>;

/** What Services and policies see of pods: a Pod, or the template of a Deployment, StatefulSet, DaemonSet, ReplicaSet. */
export const KubernetesWorkload = Type.Object({
  namespace,
  kind: Type.String(),
  name: Type.String(),
  /** Labels of its pods, `app=web`. */
  labels: Type.Array(Type.String()),
  /** What its containers declare; they may listen elsewhere. */
  ports: Type.Array(Type.Object({ port: Type.Integer(), name: Type.Optional(Type.String()) })),
  hostNetwork: Type.Optional(Type.Boolean()),
});
export type KubernetesWorkload = Static<typeof KubernetesWorkload>;

export const KubernetesIngress = Type.Object({
  namespace,
  name: Type.String(),
  /** Of spec.ingressClassName or the older annotation; `null` when it names none. */
  className: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  /** Whether a controller has given it an address. */
  hasAddress: Type.Optional(Type.Boolean()),
  hosts: Type.Optional(Type.Array(Type.String())),
  tlsSecrets: Type.Optional(Type.Array(Type.String())),
  backends: Type.Optional(Type.Array(Type.Object({ service: Type.String(), port: Type.String() }))),
  /** `nginx.ingress.kubernetes.io/backend-protocol=HTTPS`. */
  annotations: Type.Optional(Type.Array(Type.String())),
});
export type KubernetesIngress = Static<typeof KubernetesIngress>;

export const KubernetesIngressClass = Type.Object({
  name: Type.String(),
  controller: Type.Optional(Type.String()),
  isDefault: Type.Optional(Type.Boolean()),
});
export type KubernetesIngressClass = Static<typeof KubernetesIngressClass>;

export const KubernetesNetworkPolicy = Type.Object({
  namespace,
  name: Type.String(),
  /** `app=web`; empty: all pods of the namespace. */
  podSelector: Type.Optional(Type.Array(Type.String())),
  isolatesIngress: Type.Optional(Type.Boolean()),
  isolatesEgress: Type.Optional(Type.Boolean()),
  /** How many rules allow something. Isolation without a rule denies everything. */
  ingressRules: Type.Optional(Type.Integer()),
  egressRules: Type.Optional(Type.Integer()),
  /** Whether an egress rule lets port 53 through, or any port. */
  egressAllowsDns: Type.Optional(Type.Boolean()),
});
export type KubernetesNetworkPolicy = Static<typeof KubernetesNetworkPolicy>;

/** An entry of the connection tracking table that was rewritten on its way, or has no answer yet. */
export const TrackedFlow = Type.Object({
  protocol: Type.String(),
  destination: Type.String(),
  port: Type.Integer(),
  /** The address from which an answer is expected. */
  answerer: Type.String(),
  unreplied: Type.Boolean(),
});
export type TrackedFlow = Static<typeof TrackedFlow>;

/** A virtual server of IPVS: an address of a Service, and the endpoints behind it. */
export const VirtualServer = Type.Object({
  protocol: Type.String(),
  address: Type.String(),
  port: Type.Integer(),
  targets: Type.Array(Type.String()),
});
export type VirtualServer = Static<typeof VirtualServer>;

/** Where an application says that it listens. */
export const ApplicationListener = Type.Object({ port: Type.Integer(), loopback: Type.Boolean() });
export type ApplicationListener = Static<typeof ApplicationListener>;

const namespaced = ['namespace', 'name'];

export const serviceFacts: FactDefinition[] = [
  {
    id: 'kubernetes.services',
    title: 'Services, their addresses, ports and selectors',
    subject: 'cluster',
    schema: Type.Array(KubernetesService),
    identity: namespaced,
    shownInPart: true,
    collect: [withKubectl('kubectl get services -A -o yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.endpoints',
    title: 'the addresses behind Services',
    subject: 'cluster',
    schema: Type.Array(ServiceEndpoints),
    identity: ['namespace', 'service', 'slice'],
    collect: [withKubectl('kubectl get endpointslices -A -o yaml')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubernetes.listed-endpoints',
    title: 'addresses behind Services, whether or not they are ready',
    subject: 'cluster',
    schema: Type.Array(ListedEndpoints),
    openEnded: true,
    collect: [withKubectl('kubectl get endpointslices -A')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubernetes.workloads',
    title: 'labels and declared ports of pods and of what makes them',
    subject: 'cluster',
    schema: Type.Array(KubernetesWorkload),
    identity: ['namespace', 'kind', 'name'],
    shownInPart: true,
    collect: [withKubectl('kubectl get deployments,statefulsets,daemonsets -A -o yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.ingresses',
    title: 'Ingresses, their class, hosts and backends',
    subject: 'cluster',
    schema: Type.Array(KubernetesIngress),
    identity: namespaced,
    shownInPart: true,
    collect: [withKubectl('kubectl get ingress -A -o yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.ingress-classes',
    title: 'ingress classes that exist',
    subject: 'cluster',
    schema: Type.Array(KubernetesIngressClass),
    identity: ['name'],
    shownInPart: true,
    collect: [withKubectl('kubectl get ingressclass')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.network-policies',
    title: 'network policies and what they isolate',
    subject: 'cluster',
    schema: Type.Array(KubernetesNetworkPolicy),
    identity: namespaced,
    shownInPart: true,
    collect: [withKubectl('kubectl get networkpolicies -A -o yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'application.listeners',
    title: 'ports on which an application says that it listens',
    subject: 'cluster',
    schema: Type.Array(ApplicationListener),
    openEnded: true,
    collect: [withKubectl('kubectl exec -n NAMESPACE POD -- netstat -tln')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'conntrack.flows',
    title: 'tracked flows that were rewritten on their way',
    subject: 'host',
    schema: Type.Array(TrackedFlow),
    openEnded: true,
    collect: [onHost('conntrack -L -p udp')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'ipvs.virtual-servers',
    title: 'virtual servers of IPVS and their targets',
    subject: 'host',
    schema: Type.Array(VirtualServer),
    identity: ['protocol', 'address', 'port'],
    collect: [onHost('ipvsadm -Ln')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'network.bridge-ports-without-hairpin',
    title: 'ports of the pod bridge that send no frame back the way it came',
    subject: 'host',
    schema: Type.Integer(),
    unit: 'ports',
    collect: [onHost('grep . /sys/devices/virtual/net/cni0/brif/veth*/hairpin_mode')],
    shelfLifeSeconds: shelfLife.short,
  },
];
