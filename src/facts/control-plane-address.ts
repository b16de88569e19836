import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** An address in front of the API servers, by the configuration or log of the program that should hold it. */
export const ApiFrontAddress = Type.Object({
  address: Type.String(),
  /** Interface on which it belongs, when the program names one. */
  interface: Type.Optional(Type.String()),
});
export type ApiFrontAddress = Static<typeof ApiFrontAddress>;

export const FailingFrontAddress = Type.Object({
  address: Type.String(),
  port: Type.Integer(),
  outcome: Type.String(),
});
export type FailingFrontAddress = Static<typeof FailingFrontAddress>;

/** A name of the API server that failed at its address, while another address answered at the same port. */
export const FailingFrontName = Type.Object({
  name: Type.String(),
  address: Type.String(),
  port: Type.Integer(),
  /** What answered. */
  answered: Type.String(),
});
export type FailingFrontName = Static<typeof FailingFrontName>;

/** One address that showed several certificates in turn. */
export const DifferingAnswers = Type.Object({
  address: Type.String(),
  certificates: Type.Integer(),
});
export type DifferingAnswers = Static<typeof DifferingAnswers>;

/** A kubeconfig on a control plane machine that names an address which the machine does not have. */
export const StaleServer = Type.Object({
  server: Type.String(),
  /** What the machine has instead. */
  addresses: Type.Array(Type.String()),
});
export type StaleServer = Static<typeof StaleServer>;

const keepalived = {
  ...onHost('cat /etc/keepalived/keepalived.conf', 120),
  brings: 'load-balancer.addresses',
};
const addresses = { ...onHost('ip address show', 60), brings: 'network.interfaces' };

export const controlPlaneAddressFacts: FactDefinition[] = [
  {
    id: 'load-balancer.addresses',
    title: 'addresses in front of the API servers, by keepalived, kube-vip or HAProxy',
    subject: 'cluster',
    schema: Type.Array(ApiFrontAddress),
    identity: ['address'],
    collect: [onHost('cat /etc/keepalived/keepalived.conf', 120)],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'load-balancer.failing-addresses',
    title: 'attempts that failed at an address in front of the API servers',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(FailingFrontAddress),
    collect: [keepalived],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'load-balancer.failing-names',
    title: 'names of the API server that fail at their address, while another address answers',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(FailingFrontName),
    collect: [
      {
        ...onHost('curl -k --connect-timeout 5 https://ADDRESS:6443/version', 30),
        where: 'on a node, for the name and for each control plane node',
        risk: 'low',
        brings: 'connection.attempts',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'load-balancer.differing-answers',
    title: 'addresses that show several certificates in turn',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(DifferingAnswers),
    identity: ['address'],
    collect: [
      {
        ...onHost(
          'for i in 1 2 3 4 5 6; do openssl s_client -connect ADDRESS:6443 </dev/null 2>/dev/null | openssl x509 -noout -serial; done',
          30,
        ),
        where: 'on a client',
        risk: 'low',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'load-balancer.missing-interfaces',
    title: 'interfaces that keepalived or kube-vip is told to use and the machine does not have',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [keepalived, addresses],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'apiserver.advertise-addresses',
    title: 'addresses that API servers were told to advertise',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [onHost('grep advertise-address /etc/kubernetes/manifests/kube-apiserver.yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'apiserver.proxy-targets',
    title: 'addresses to which kube-proxy leads the Service kubernetes',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [onHost('iptables-save -t nat | grep default/kubernetes')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'host.addresses',
    title: 'addresses of the machine, without their interfaces',
    subject: 'host',
    schema: Type.Array(Type.String()),
    collect: [onHost('hostname -I')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'host.is-control-plane',
    title: 'the machine runs an API server, or has the kubeconfigs of its controllers',
    subject: 'host',
    schema: Type.Boolean(),
    collect: [onHost('ls /etc/kubernetes/manifests')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'apiserver.announced-addresses',
    title: 'where the API server is, by what set the cluster up',
    subject: 'cluster',
    schema: Type.Array(Type.String()),
    collect: [withKubectl('kubectl -n kube-system get configmap kubeadm-config -o yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubeconfig.former-servers',
    title: 'addresses that clients ask in vain, when the API server is said to be elsewhere',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [{ ...onHost('kubectl config view --minify', 20), brings: 'kubeconfig.servers' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubeconfig.stale-servers',
    title: 'addresses in kubeconfigs of a control plane machine that the machine does not have',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(StaleServer),
    collect: [
      {
        ...onHost('grep server: /etc/kubernetes/*.conf', 60),
        where: 'on the control plane node',
        brings: 'kubeconfig.servers',
      },
      { ...addresses, where: 'on the control plane node' },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
];
