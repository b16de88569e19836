import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** How a question to the DNS, or to a resolver, ended. `failed`: the program does not say how. */
export const LookupOutcome = Type.Enum([
  'resolved',
  'not-found',
  'no-answer',
  'server-failure',
  'refused',
  'timed-out',
  'unreachable',
  'failed',
]);
export type LookupOutcome = Static<typeof LookupOutcome>;

export const DnsLookup = Type.Object({
  name: Type.String(),
  /** Whose name: of a Service in a cluster, of anything else, or one without a dot, which may be either. */
  of: Type.Enum(['cluster', 'other', 'short']),
  outcome: LookupOutcome,
  /** The server that was asked, as printed. */
  server: Type.Optional(Type.String()),
  /** What the server's address, or its name beside it, says: a cluster's DNS Service, a cache on the node, or neither. */
  by: Type.Enum(['cluster-dns', 'node-cache', 'loopback', 'other', 'unknown']),
  addresses: Type.Optional(Type.Array(Type.String())),
  milliseconds: Type.Optional(Type.Integer()),
  /** The search domain that the answer's name has behind the name that was asked for. */
  answeredWithin: Type.Optional(Type.String()),
  overTcp: Type.Optional(Type.Boolean()),
  truncated: Type.Optional(Type.Boolean()),
  /** The pod or container that asked, when the text shows that. */
  fromPod: Type.Optional(Type.String()),
});
export type DnsLookup = Static<typeof DnsLookup>;

export const ResolverFile = Type.Object({
  /** `pod` when the kubelet wrote it: it searches the cluster's domain. */
  of: Type.Enum(['pod', 'machine']),
  nameservers: Type.Array(Type.String()),
  /** A nameserver is on the machine itself (127.0.0.53): to a pod, that is the pod. */
  loopback: Type.Boolean(),
  search: Type.Array(Type.String()),
  ndots: Type.Optional(Type.Integer()),
});
export type ResolverFile = Static<typeof ResolverFile>;

/** A name that one server answered, after another, or the resolver that a program uses, had failed. */
export const NameAnsweredElsewhere = Type.Object({
  name: Type.String(),
  failedAt: Type.Enum(['cluster-dns', 'node-cache', 'loopback', 'other', 'unknown']),
  answeredAt: Type.Enum(['cluster-dns', 'node-cache', 'loopback', 'other', 'unknown']),
  answeredBy: Type.Optional(Type.String()),
});
export type NameAnsweredElsewhere = Static<typeof NameAnsweredElsewhere>;

/** A pod whose resolver is not the address of the cluster's DNS Service. */
export const ForeignResolver = Type.Object({ resolver: Type.String(), service: Type.String() });
export type ForeignResolver = Static<typeof ForeignResolver>;

/** An answer for a longer name than was asked for: a record in a search domain answered in its place. */
export const WildcardAnswer = Type.Object({
  name: Type.String(),
  /** `shared-address`: several names that have nothing in common all have this address. */
  kind: Type.Enum(['search-domain', 'shared-address']),
  /** The search domain that answered. */
  domain: Type.Union([Type.String(), Type.Null()]),
  address: Type.Optional(Type.String()),
});
export type WildcardAnswer = Static<typeof WildcardAnswer>;

/** A name that the DNS does not know, and what Services there are of that name or namespace. */
export const UnknownService = Type.Object({
  name: Type.String(),
  service: Type.String(),
  namespace: Type.Union([Type.String(), Type.Null()]),
  /** Where a Service of this name is; empty when it is nowhere in the listing. */
  existsIn: Type.Array(Type.String()),
});
export type UnknownService = Static<typeof UnknownService>;

/** A zone that CoreDNS passes on to servers of its own, and a name in it that failed. */
export const FailingZone = Type.Object({
  zone: Type.String(),
  name: Type.String(),
  to: Type.Array(Type.String()),
});
export type FailingZone = Static<typeof FailingZone>;

/** A server that CoreDNS or a machine passes names on to, and that did not answer when it was asked itself. */
export const SilentUpstream = Type.Object({ server: Type.String(), name: Type.String() });
export type SilentUpstream = Static<typeof SilentUpstream>;

const lookups: FactDefinition['collect'][number] = {
  ...onHost('nslookup NAME', 10),
  where: 'where the name fails',
  risk: 'low',
  brings: 'dns.lookups',
};

const dnsPods: FactDefinition['collect'] = [
  { ...withKubectl('kubectl get pods -n kube-system -o wide'), brings: 'kubernetes.pods' },
];

export const dnsFacts: FactDefinition[] = [
  {
    id: 'dns.lookups',
    title: 'names that were asked for, and how that ended',
    subject: 'host',
    symptom: true,
    openEnded: true,
    schema: Type.Array(DnsLookup),
    collect: [
      {
        ...withKubectl(
          'kubectl run dns-check --rm -it --restart=Never --image=registry.k8s.io/e2e-test-images/agnhost:2.53 --command -- nslookup kubernetes.default',
          30,
        ),
        risk: 'low',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'resolver.files',
    title: 'what resolv.conf says',
    subject: 'host',
    schema: Type.Array(ResolverFile),
    collect: [onHost('cat /etc/resolv.conf', 5)],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'dns.pods-ready',
    title: 'pods of the cluster DNS (CoreDNS, kube-dns) that are ready',
    subject: 'cluster',
    derived: true,
    schema: Type.Integer(),
    unit: 'pods',
    collect: dnsPods,
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.pods-not-ready',
    title: 'pods of the cluster DNS (CoreDNS, kube-dns) that are not ready',
    subject: 'cluster',
    derived: true,
    schema: Type.Integer(),
    unit: 'pods',
    collect: dnsPods,
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.names-answered-elsewhere',
    title: 'names that one DNS server answered and another did not',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(NameAnsweredElsewhere),
    collect: [
      { ...onHost('nslookup NAME', 10), where: 'where the name fails', risk: 'low', brings: 'dns.lookups' },
      { ...onHost('nslookup NAME OTHER_SERVER', 10), where: 'where the name fails', risk: 'low' },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.foreign-resolvers',
    title: "pods' resolvers that differ from the address of the cluster's DNS Service",
    subject: 'cluster',
    derived: true,
    schema: Type.Array(ForeignResolver),
    collect: [
      { ...withKubectl('kubectl exec POD -- cat /etc/resolv.conf'), brings: 'resolver.files' },
      { ...withKubectl('kubectl get service -n kube-system'), brings: 'kubernetes.services' },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'dns.wildcard-answers',
    title: 'names that a record in a search domain answered',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(WildcardAnswer),
    collect: [lookups],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'dns.unknown-services',
    title: 'names of Services that do not exist, by the listing of Services',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(UnknownService),
    collect: [lookups, { ...withKubectl('kubectl get services -A'), brings: 'kubernetes.services' }],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.failing-zones',
    title: 'zones that CoreDNS passes on to servers of their own, and whose names fail',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(FailingZone),
    collect: [
      lookups,
      {
        ...withKubectl('kubectl get configmap coredns -n kube-system -o yaml'),
        brings: 'coredns.forwards',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.silent-upstreams',
    title: 'servers that names are passed on to, and that do not answer',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(SilentUpstream),
    collect: [
      { ...onHost('cat /etc/resolv.conf', 5), brings: 'resolver.files' },
      { ...onHost('dig @SERVER example.com', 10), risk: 'low', brings: 'dns.lookups' },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'dns.pods-fail-alone',
    title: 'pods of the cluster DNS fail, while the others that are listed are well',
    subject: 'cluster',
    derived: true,
    schema: Type.Boolean(),
    collect: dnsPods,
    shelfLifeSeconds: shelfLife.short,
  },
];
