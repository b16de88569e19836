import { type Static, Type } from 'typebox';
import { type FactDefinition, shelfLife, withKubectl } from './define.ts';

export const KubernetesNode = Type.Object({
  name: Type.String(),
  ready: Type.Boolean(),
  /** As `kubectl get nodes` prints it: `Ready,SchedulingDisabled`. */
  status: Type.String(),
  roles: Type.Optional(Type.Array(Type.String())),
  version: Type.Optional(Type.String()),
  internalAddress: Type.Optional(Type.String()),
  externalAddress: Type.Optional(Type.String()),
  podCidr: Type.Optional(Type.String()),
});
export type KubernetesNode = Static<typeof KubernetesNode>;

/** The address that a node registered, of a description that does not show how the node is. */
export const NodeAddress = Type.Object({ node: Type.String(), address: Type.String() });
export type NodeAddress = Static<typeof NodeAddress>;

export const KubernetesPod = Type.Object({
  /** `null` when the listing does not show it. */
  namespace: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  /** Containers that are ready, of `containers`. */
  readyContainers: Type.Integer(),
  containers: Type.Integer(),
  /** The STATUS column: `Running`, `CrashLoopBackOff`, `Init:1/2` … */
  status: Type.String(),
  restarts: Type.Integer(),
  address: Type.Optional(Type.String()),
  node: Type.Optional(Type.String()),
});
export type KubernetesPod = Static<typeof KubernetesPod>;

export const NodeUsage = Type.Object({
  node: Type.String(),
  cpuPercent: Type.Number(),
  memoryPercent: Type.Number(),
});
export type NodeUsage = Static<typeof NodeUsage>;

export const ClientRequests = Type.Object({
  /** User agent, user name or source address: whatever the summary counts by. */
  client: Type.String(),
  requests: Type.Integer(),
});
export type ClientRequests = Static<typeof ClientRequests>;

export const HelmRelease = Type.Object({
  name: Type.String(),
  namespace: Type.Union([Type.String(), Type.Null()]),
  /** The newest revision's number. */
  revision: Type.Integer(),
  status: Type.Optional(Type.String()),
});
export type HelmRelease = Static<typeof HelmRelease>;

export const HelmHistory = Type.Object({
  /** `null` when only the table was pasted, which does not name the release. */
  release: Type.Union([Type.String(), Type.Null()]),
  storedRevisions: Type.Integer(),
});
export type HelmHistory = Static<typeof HelmHistory>;

/** A complaint of a tunnel component (konnectivity-agent, proxy-server, tunnelfront, aks-link). */
export const TunnelError = Type.Object({
  component: Type.String(),
  error: Type.Enum([
    'no-agent-available',
    'alpn-rejected',
    'dial-timed-out',
    'dial-refused',
    'name-not-resolved',
    'tls-failed',
    'disconnected',
  ]),
  target: Type.Optional(Type.String()),
});
export type TunnelError = Static<typeof TunnelError>;

export const kubernetesFacts: FactDefinition[] = [
  {
    id: 'kubernetes.node-addresses',
    title: "nodes' registered addresses, where nothing shows how the nodes are",
    subject: 'cluster',
    schema: Type.Array(NodeAddress),
    identity: ['node'],
    collect: [{ ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.nodes',
    title: 'nodes and whether they are ready',
    subject: 'cluster',
    schema: Type.Array(KubernetesNode),
    identity: ['name'],
    shownInPart: true,
    collect: [withKubectl('kubectl get nodes -o wide')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubernetes.pods',
    title: 'pods, where they run and how they fare',
    subject: 'cluster',
    schema: Type.Array(KubernetesPod),
    identity: ['namespace', 'name'],
    shownInPart: true,
    collect: [withKubectl('kubectl get pods -A -o wide')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubernetes.node-usage',
    title: 'CPU and memory in use on each node',
    subject: 'cluster',
    schema: Type.Array(NodeUsage),
    identity: ['node'],
    collect: [withKubectl('kubectl top node')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'kubernetes.pod-cidrs',
    title: 'ranges that pods get their addresses from',
    subject: 'cluster',
    schema: Type.Array(Type.String()),
    collect: [withKubectl("kubectl get nodes -o jsonpath='{.items[*].spec.podCIDR}'")],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.service-cidrs',
    title: 'ranges that Services get their addresses from',
    subject: 'cluster',
    schema: Type.Array(Type.String()),
    collect: [withKubectl('kubectl cluster-info dump | grep -m 1 service-cluster-ip-range', 30)],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'apiserver.requests-by-client',
    title: 'requests to the API server, counted by client',
    subject: 'cluster',
    schema: Type.Array(ClientRequests),
    identity: ['client'],
    collect: [
      {
        command: 'jq -r .userAgent audit.log | sort | uniq -c | sort -rn | head',
        where: 'where the audit log is kept (on AKS: the kube-audit table of Log Analytics)',
        seconds: 120,
        risk: 'none',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiserver.long-running-requests',
    title: 'open watches and other long-running requests at the API server',
    subject: 'cluster',
    schema: Type.Integer(),
    unit: 'requests',
    collect: [withKubectl("kubectl get --raw /metrics | grep '^apiserver_longrunning_requests'", 20)],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiserver.throttled-requests',
    title: 'requests that the API server answered with 429 Too Many Requests',
    subject: 'cluster',
    schema: Type.Integer(),
    unit: 'requests',
    collect: [withKubectl('kubectl get --raw /metrics | grep \'apiserver_request_total.*code="429"\'', 20)],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiserver.version',
    title: 'the version that the API server answered with',
    subject: 'cluster',
    schema: Type.String(),
    collect: [withKubectl('kubectl version')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'helm.releases',
    title: 'Helm releases and their newest revision',
    subject: 'cluster',
    schema: Type.Array(HelmRelease),
    identity: ['namespace', 'name'],
    collect: [withKubectl('helm list --all-namespaces --max 0 -o json')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'helm.histories',
    title: 'revisions that Helm keeps of a release',
    subject: 'cluster',
    schema: Type.Array(HelmHistory),
    identity: ['release'],
    collect: [withKubectl('helm history RELEASE -n NAMESPACE --max 1000')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'helm.release-objects',
    title: 'Secrets and ConfigMaps in which Helm keeps revisions, in the whole cluster',
    subject: 'cluster',
    schema: Type.Integer(),
    unit: 'objects',
    collect: [withKubectl('kubectl get secrets,configmaps -A -l owner=helm --no-headers | wc -l')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'tunnel.errors',
    title: 'complaints of the tunnel between API server and nodes',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(TunnelError),
    collect: [
      {
        ...withKubectl('kubectl logs -n kube-system -l app=konnectivity-agent --tail=100', 30),
        where:
          "where kubectl works (k0s, GKE: -l k8s-app=konnectivity-agent; where kubectl logs fails: /var/log/pods on the agent's node)",
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
];
