import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** The newest container of a part of the control plane, as the container runtime of its machine lists it. */
export const ControlPlaneContainer = Type.Object({
  component: Type.Enum(['kube-apiserver', 'etcd', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy']),
  /** `restarting`: it runs for a minute at most, after others. `waiting`: not started yet. `absent`: listed beside others, it is not. */
  state: Type.Enum(['running', 'restarting', 'exited', 'waiting', 'absent']),
  /** How many there were before it. */
  attempt: Type.Optional(Type.Integer()),
});
export type ControlPlaneContainer = Static<typeof ControlPlaneContainer>;

/** What etcdctl says of one endpoint. */
export const EtcdEndpoint = Type.Object({
  /** URL, or the member's id where no URL is shown. */
  endpoint: Type.String(),
  healthy: Type.Optional(Type.Boolean()),
  leader: Type.Optional(Type.Boolean()),
  error: Type.Optional(Type.String()),
});
export type EtcdEndpoint = Static<typeof EtcdEndpoint>;

/** A CertificateSigningRequest. */
export const CertificateRequest = Type.Object({
  name: Type.String(),
  requestor: Type.String(),
  /** What a kubelet serves with, what it shows to the API server, or something else. */
  purpose: Type.Enum(['kubelet-serving', 'kubelet-client', 'other']),
  /** `Pending`, `Approved,Issued`, `Denied` … */
  condition: Type.String(),
});
export type CertificateRequest = Static<typeof CertificateRequest>;

export const controlPlaneStateFacts: FactDefinition[] = [
  {
    id: 'control-plane.containers',
    title: 'containers of the control plane, and whether they run',
    subject: 'host',
    schema: Type.Array(ControlPlaneContainer),
    identity: ['component'],
    collect: [{ ...onHost('crictl ps -a', 20), where: 'on a control plane node' }],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'etcd.endpoints',
    title: 'endpoints of etcd, by their health and status',
    subject: 'cluster',
    schema: Type.Array(EtcdEndpoint),
    identity: ['endpoint'],
    shownInPart: true,
    collect: [
      {
        ...onHost(
          'etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/server.crt --key=/etc/kubernetes/pki/etcd/server.key endpoint health --cluster',
          60,
        ),
        where: 'on a control plane node, in the container of etcd',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'kubernetes.certificate-requests',
    title: 'requests for certificates, and whether they were approved',
    subject: 'cluster',
    schema: Type.Array(CertificateRequest),
    identity: ['name'],
    collect: [withKubectl('kubectl get csr')],
    shelfLifeSeconds: shelfLife.short,
  },
];
