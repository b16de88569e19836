import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** A question to the cluster's DNS Service, wherever it has its address, without an answer. */
export const ClusterDnsSilence = Type.Object({ server: Type.String(), name: Type.String() });
export type ClusterDnsSilence = Static<typeof ClusterDnsSilence>;

export const dnsRelationFacts: FactDefinition[] = [
  {
    id: 'dns.pods-missing',
    title: 'a listing of the pods of the cluster DNS shows none',
    subject: 'cluster',
    schema: Type.Boolean(),
    collect: [withKubectl('kubectl get pods -n kube-system -l k8s-app=kube-dns')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.cluster-silences',
    title: "questions to the cluster's DNS Service that got no answer",
    subject: 'cluster',
    derived: true,
    openEnded: true,
    symptom: true,
    schema: Type.Array(ClusterDnsSilence),
    collect: [
      { ...onHost('nslookup NAME', 10), where: 'where the name fails', risk: 'low', brings: 'dns.lookups' },
      { ...withKubectl('kubectl get service -n kube-system'), brings: 'kubernetes.services' },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
];
