import { type Static, type TSchema, Type } from 'typebox';
import { type Collect, type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

const namespace = Type.Union([Type.String(), Type.Null()]);

export const ServiceWithoutEndpoints = Type.Object({
  namespace,
  service: Type.String(),
  /** Addresses that are not ready, where the output shows them. */
  notReady: Type.Optional(Type.Integer()),
  selector: Type.Optional(Type.String()),
});
export type ServiceWithoutEndpoints = Static<typeof ServiceWithoutEndpoints>;

export const ServiceSelectingNothing = Type.Object({
  namespace,
  service: Type.String(),
  selector: Type.String(),
  /** The pods, or what makes them, that were probably meant. */
  workload: Type.String(),
  labels: Type.String(),
  /** The labels fit, in another namespace. */
  otherNamespace: Type.Boolean(),
});
export type ServiceSelectingNothing = Static<typeof ServiceSelectingNothing>;

export const TargetPortMismatch = Type.Object({
  namespace,
  service: Type.String(),
  port: Type.Integer(),
  targetPort: Type.String(),
  workload: Type.String(),
  containerPorts: Type.String(),
});
export type TargetPortMismatch = Static<typeof TargetPortMismatch>;

export const ServiceConnection = Type.Object({
  namespace,
  service: Type.String(),
  /** What of the Service was connected to. */
  via: Type.Enum(['cluster-address', 'external-address', 'node-port', 'endpoint']),
  target: Type.String(),
  port: Type.Union([Type.Integer(), Type.Null()]),
  outcome: Type.String(),
});
export type ServiceConnection = Static<typeof ServiceConnection>;

export const UnheardTarget = Type.Object({
  namespace,
  service: Type.String(),
  port: Type.Integer(),
  targetPort: Type.String(),
  problem: Type.Enum(['another-port', 'loopback-only']),
  /** Ports on which the application does listen. */
  listeners: Type.String(),
});
export type UnheardTarget = Static<typeof UnheardTarget>;

/** A port that answers at localhost and refuses at the same machine's, or pod's, own address. */
export const LoopbackOnly = Type.Object({ address: Type.String(), port: Type.Integer() });
export type LoopbackOnly = Static<typeof LoopbackOnly>;

export const StaleFlow = Type.Object({
  namespace,
  service: Type.String(),
  protocol: Type.String(),
  /** The address to which the flow leads. */
  answerer: Type.String(),
  /** That no pod has the address follows from a listing of pods, which may not show them all. */
  byPods: Type.Boolean(),
});
export type StaleFlow = Static<typeof StaleFlow>;

export const LocalPolicyGap = Type.Object({
  namespace,
  service: Type.String(),
  policy: Type.Enum(['externalTrafficPolicy', 'internalTrafficPolicy']),
  nodesWithout: Type.String(),
  nodesWith: Type.String(),
  /** A connection to one of the nodes without an endpoint failed. */
  failed: Type.Boolean(),
});
export type LocalPolicyGap = Static<typeof LocalPolicyGap>;

export const ServiceRangeOverlap = Type.Object({
  /** The Service range, or the address of one Service. */
  services: Type.String(),
  network: Type.String(),
  of: Type.String(),
});
export type ServiceRangeOverlap = Static<typeof ServiceRangeOverlap>;

export const UnknownIngressClass = Type.Object({
  namespace,
  ingress: Type.String(),
  /** `null`: the Ingress names none, and no class is the default. */
  className: Type.Union([Type.String(), Type.Null()]),
  classes: Type.String(),
});
export type UnknownIngressClass = Static<typeof UnknownIngressClass>;

export const IngressBackendGap = Type.Object({
  namespace,
  ingress: Type.String(),
  service: Type.String(),
  port: Type.String(),
  problem: Type.Enum(['no-such-service', 'no-such-port', 'no-endpoints']),
});
export type IngressBackendGap = Static<typeof IngressBackendGap>;

const services: Collect = {
  ...withKubectl('kubectl get services -A -o yaml'),
  brings: 'kubernetes.services',
};
const endpoints: Collect = {
  ...withKubectl('kubectl get endpointslices -A -o yaml'),
  brings: 'kubernetes.endpoints',
};
const workloads: Collect = {
  ...withKubectl('kubectl get deployments,statefulsets,daemonsets -A -o yaml'),
  brings: 'kubernetes.workloads',
};
const ingresses: Collect = {
  ...withKubectl('kubectl get ingress -A -o yaml'),
  brings: 'kubernetes.ingresses',
};
const nodes: Collect = { ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' };

const relation = (
  id: string,
  title: string,
  { schema, collect, ...more }: { schema: TSchema; collect: Collect[] } & Partial<FactDefinition>,
): FactDefinition => ({
  id,
  title,
  subject: 'cluster',
  schema: Type.Array(schema),
  collect,
  shelfLifeSeconds: shelfLife.short,
  derived: true,
  ...more,
});

export const serviceRelationFacts: FactDefinition[] = [
  relation('services.without-endpoints', 'Services with no ready endpoint', {
    schema: ServiceWithoutEndpoints,
    collect: [withKubectl('kubectl get endpoints -A')],
  }),
  relation('services.selecting-no-pods', 'Services whose selector fits no pod', {
    schema: ServiceSelectingNothing,
    collect: [services, workloads],
  }),
  relation('services.target-port-mismatches', 'Services that lead to a port which the pods do not declare', {
    schema: TargetPortMismatch,
    collect: [services, workloads],
  }),
  relation(
    'services.connection-outcomes',
    'attempts to connect to a Service, its node port or its endpoints',
    {
      schema: ServiceConnection,
      openEnded: true,
      symptom: true,
      collect: [
        services,
        endpoints,
        {
          ...onHost('curl -sv --connect-timeout 5 http://ADDRESS:PORT/'),
          risk: 'low',
          brings: 'connection.attempts',
        },
      ],
    },
  ),
  relation(
    'services.unheard-targets',
    'Services that lead to a port on which the application does not listen',
    {
      schema: UnheardTarget,
      collect: [
        services,
        {
          ...withKubectl('kubectl exec -n NAMESPACE POD -- netstat -tln'),
          brings: 'application.listeners',
        },
      ],
    },
  ),
  relation('application.loopback-only', 'ports that answer at localhost and refuse at the own address', {
    schema: LoopbackOnly,
    openEnded: true,
    collect: [
      {
        ...withKubectl('kubectl exec -n NAMESPACE POD -- netstat -tln'),
        brings: 'application.listeners',
      },
    ],
  }),
  relation('services.self-connections', 'failed attempts of pods to reach the Service that they are behind', {
    schema: ServiceConnection,
    openEnded: true,
    symptom: true,
    collect: [
      {
        ...withKubectl('kubectl exec -n NAMESPACE POD -- nc -vz -w 3 SERVICE_ADDRESS PORT'),
        risk: 'low',
        brings: 'connection.attempts',
      },
    ],
  }),
  relation('services.stale-flows', 'tracked flows to a Service that lead to none of its endpoints', {
    schema: StaleFlow,
    collect: [{ ...onHost('conntrack -L -p udp'), brings: 'conntrack.flows' }, services, endpoints],
  }),
  relation('services.local-policy-gaps', 'Services that nodes without a local endpoint do not forward', {
    schema: LocalPolicyGap,
    collect: [services, endpoints, nodes],
  }),
  relation('services.range-overlaps', 'Service addresses inside the network of a host', {
    schema: ServiceRangeOverlap,
    collect: [
      { ...onHost('ip addr show'), brings: 'network.interfaces' },
      { ...withKubectl('kubectl get services -A'), brings: 'kubernetes.services' },
    ],
  }),
  relation('ingress.unknown-classes', 'Ingresses whose class does not exist', {
    schema: UnknownIngressClass,
    collect: [
      ingresses,
      { ...withKubectl('kubectl get ingressclass'), brings: 'kubernetes.ingress-classes' },
    ],
  }),
  relation('ingress.backend-gaps', 'Ingresses that lead to a Service or port which is not there', {
    schema: IngressBackendGap,
    collect: [ingresses, services, endpoints],
  }),
  {
    id: 'ipvs.empty-servers-tried',
    title: 'virtual servers without a target to which a connection failed',
    subject: 'cluster',
    schema: Type.Array(Type.String()),
    collect: [{ ...onHost('ipvsadm -Ln'), brings: 'ipvs.virtual-servers' }],
    shelfLifeSeconds: shelfLife.short,
    derived: true,
  },
];
