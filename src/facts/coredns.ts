import { type Static, Type } from 'typebox';
import { type FactDefinition, shelfLife, withKubectl } from './define.ts';

export const DnsForward = Type.Object({
  /** The zone of the server block, `.` for all names. */
  zone: Type.String(),
  /** Servers, or the file that names them. */
  to: Type.Array(Type.String()),
});
export type DnsForward = Static<typeof DnsForward>;

export const corednsFacts: FactDefinition[] = [
  {
    id: 'coredns.forwards',
    title: 'where CoreDNS passes names on to',
    subject: 'cluster',
    schema: Type.Array(DnsForward),
    identity: ['zone'],
    collect: [withKubectl('kubectl get configmap coredns -n kube-system -o yaml')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'coredns.listable-resources',
    title: "what CoreDNS's ClusterRole lets it list",
    subject: 'cluster',
    schema: Type.Array(Type.String()),
    collect: [withKubectl('kubectl describe clusterrole system:coredns')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'coredns.refused-resources',
    title: 'what CoreDNS may not read, by the API server',
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [
      withKubectl(
        'kubectl auth can-i list endpointslices.discovery.k8s.io --as=system:serviceaccount:kube-system:coredns',
      ),
    ],
    shelfLifeSeconds: shelfLife.long,
  },
];
