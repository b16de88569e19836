import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** A server that a load balancer in front of the API server sends connections to. */
export const LoadBalancerBackend = Type.Object({
  /** As the configuration calls it; empty when it gives no name. */
  name: Type.String(),
  address: Type.String(),
  port: Type.Integer(),
  /** Whether the balancer passes bytes on, or speaks HTTP itself; absent when the configuration does not say. */
  mode: Type.Optional(Type.Enum(['tcp', 'http'])),
});
export type LoadBalancerBackend = Static<typeof LoadBalancerBackend>;

export const ProxySetting = Type.Object({
  variable: Type.Enum(['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']),
  value: Type.String(),
});
export type ProxySetting = Static<typeof ProxySetting>;

/** An address or range of the cluster to which a proxy would be asked to connect. */
export const ProxiedTarget = Type.Object({
  target: Type.String(),
  /** What it is: `node cp-1`, `Service range`, `pod range` … */
  of: Type.String(),
  proxy: Type.String(),
});
export type ProxiedTarget = Static<typeof ProxiedTarget>;

/** The `server:` of a cluster in a kubeconfig. */
export const KubeconfigServer = Type.Object({
  url: Type.String(),
  host: Type.String(),
  port: Type.Union([Type.Integer(), Type.Null()]),
});
export type KubeconfigServer = Static<typeof KubeconfigServer>;

const nodes = { ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' };
const endpoints = {
  ...withKubectl('kubectl get endpoints kubernetes -n default'),
  brings: 'kubernetes.endpoints',
};

export const controlPlaneFacts: FactDefinition[] = [
  {
    id: 'load-balancer.backends',
    title: 'servers to which a load balancer in front of the API server sends connections',
    subject: 'cluster',
    schema: Type.Array(LoadBalancerBackend),
    identity: ['name', 'address', 'port'],
    collect: [{ ...onHost('cat /etc/haproxy/haproxy.cfg'), where: 'on the load balancer' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'load-balancer.stray-backends',
    title: 'servers behind the load balancer that are no control plane node',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(LoadBalancerBackend),
    collect: [
      {
        ...onHost('cat /etc/haproxy/haproxy.cfg'),
        where: 'on the load balancer',
        brings: 'load-balancer.backends',
      },
      nodes,
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'apiserver.stale-endpoints',
    title: 'addresses behind the Service kubernetes that no control plane node has, beside ones that do',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: [endpoints, nodes],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiserver.advertised-elsewhere',
    title: 'addresses behind the Service kubernetes, when none of them is a control plane node’s',
    subject: 'cluster',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: [endpoints, nodes],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiserver.dead-endpoints',
    title: 'addresses behind the Service kubernetes that nobody could connect to, beside others',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [
      endpoints,
      {
        ...onHost('curl -k --connect-timeout 5 https://ENDPOINT:6443/healthz'),
        where: 'on a node, for each endpoint',
        risk: 'low',
        brings: 'connection.attempts',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'kubeconfig.servers',
    title: 'where clients look for the API server, by their kubeconfigs',
    subject: 'host',
    schema: Type.Array(KubeconfigServer),
    identity: ['url'],
    collect: [onHost('kubectl config view --minify')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'proxy.settings',
    title: 'HTTP proxies that programs are told to use, and what is excluded',
    subject: 'host',
    schema: Type.Array(ProxySetting),
    identity: ['variable', 'value'],
    collect: [onHost('env | grep -i _proxy; systemctl show containerd kubelet -p Environment')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'proxy.cluster-addresses-not-excluded',
    title: 'addresses of the cluster that a proxy is asked for, as NO_PROXY does not name them',
    subject: 'host',
    derived: true,
    schema: Type.Array(ProxiedTarget),
    collect: [
      { ...onHost('env | grep -i _proxy'), brings: 'proxy.settings' },
      { ...nodes, where: 'where kubectl works' },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
];
