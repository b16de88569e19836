import { type Static, Type } from 'typebox';
import { type Collect, type FactDefinition, onHost, shelfLife } from './define.ts';

const Family = Type.Enum(['ipv4', 'ipv6', 'both']);

/** What becomes of packets that no rule of a base chain decides. */
export const ChainPolicy = Type.Object({
  hook: Type.Enum(['input', 'forward', 'output']),
  /** The table that the chain is in: `filter`, or as nft names it: `inet firewalld`. */
  table: Type.String(),
  family: Family,
  policy: Type.Enum(['accept', 'drop']),
  /** Packets that the policy decided so far, when the listing counts them. */
  packets: Type.Optional(Type.Integer()),
});
export type ChainPolicy = Static<typeof ChainPolicy>;

/** What a whole listing of a base chain does with packets of a kind. */
export const Treatment = Type.Enum(['accepted', 'dropped', 'rejected']);
export type Treatment = Static<typeof Treatment>;

/** Ports that a firewall lets in. */
export const Opening = Type.Object({
  /** `any`: whatever comes from `source`, or through `interface`. */
  protocol: Type.String(),
  fromPort: Type.Integer(),
  toPort: Type.Integer(),
  /** The range that it is open to; `null`: to everyone. */
  source: Type.Union([Type.String(), Type.Null()]),
  interface: Type.Optional(Type.String()),
});
export type Opening = Static<typeof Opening>;

/** Whether a program that manages the packet filter is at work. */
export const FirewallState = Type.Object({
  tool: Type.Enum(['ufw', 'firewalld']),
  active: Type.Boolean(),
});
export type FirewallState = Static<typeof FirewallState>;

/** An attempt that failed at a port which the target's firewall does not let in. */
export const RefusedAttempt = Type.Object({
  target: Type.String(),
  port: Type.Integer(),
  outcome: Type.String(),
  /** The machine with that firewall; `null` when nothing names it. */
  host: Type.Union([Type.String(), Type.Null()]),
});
export type RefusedAttempt = Static<typeof RefusedAttempt>;

/** One of the two places in which iptables keeps its rules. */
export const FilterBackend = Type.Object({
  backend: Type.Enum(['legacy', 'nf_tables']),
  /** Whether chains of kube-proxy or the kubelet (KUBE-…) are in it; absent when no listing shows it. */
  kubernetesRules: Type.Optional(Type.Boolean()),
});
export type FilterBackend = Static<typeof FilterBackend>;

const firewall: Collect[] = [
  { ...onHost('firewall-cmd --list-all'), brings: 'firewall.openings' },
  { ...onHost('ufw status verbose'), brings: 'firewall.openings' },
  { ...onHost('iptables -S'), brings: 'firewall.openings' },
];

const counters: readonly (readonly [id: string, title: string])[] = [
  ['conntrack.drops', 'packets dropped because their connection could not be tracked'],
  ['conntrack.early-drops', 'tracked connections given up for new ones'],
  ['conntrack.insert-failed', 'connections that could not be entered, another having come first'],
  ['conntrack.invalid', 'packets that belong to no tracked connection'],
];

/** The reverse path filter of one interface: 0 off, 1 strict, 2 loose. */
export const ReversePathFilter = Type.Object({ interface: Type.String(), mode: Type.Integer() });
export type ReversePathFilter = Static<typeof ReversePathFilter>;

export const netfilterFacts: FactDefinition[] = [
  {
    id: 'packet-filter.policies',
    title: 'policies of the chains that packets enter first (iptables, nft)',
    subject: 'host',
    schema: Type.Array(ChainPolicy),
    identity: ['hook', 'table', 'family'],
    collect: [onHost('iptables-save')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'packet-filter.pod-forwarding',
    title: 'what the FORWARD chain does with packets between pods and other machines (IPv4)',
    subject: 'host',
    schema: Treatment,
    collect: [onHost('iptables -S FORWARD')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'packet-filter.backends',
    title: 'where iptables keeps its rules: legacy tables, nf_tables',
    subject: 'host',
    schema: Type.Array(FilterBackend),
    identity: ['backend'],
    openEnded: true,
    shownInPart: true,
    collect: [onHost('iptables -V'), onHost('iptables-legacy-save'), onHost('iptables-nft-save')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'packet-filter.service-chains',
    title: "kube-proxy's chains of Services (KUBE-SVC-…) in a whole nat table",
    subject: 'host',
    schema: Type.Integer(),
    unit: 'chains',
    collect: [onHost('iptables-save -t nat')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'firewall.states',
    title: 'ufw and firewalld, and whether they are at work',
    subject: 'host',
    schema: Type.Array(FirewallState),
    identity: ['tool'],
    collect: [onHost('systemctl is-active firewalld'), onHost('ufw status verbose')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'firewall.incoming',
    title: 'what the host firewall does with packets that no opening lets in',
    subject: 'host',
    schema: Treatment,
    collect: [onHost('firewall-cmd --list-all'), onHost('ufw status verbose'), onHost('iptables -S')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'firewall.openings',
    title: 'ports that the host firewall lets in',
    subject: 'host',
    schema: Type.Array(Opening),
    collect: [onHost('firewall-cmd --list-all'), onHost('ufw status verbose'), onHost('iptables -S')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'firewall.routed',
    title: 'what ufw does with packets that the host forwards',
    subject: 'host',
    schema: Treatment,
    collect: [onHost('ufw status verbose')],
    shelfLifeSeconds: shelfLife.long,
  },
  ...counters.map(
    ([id, title]): FactDefinition => ({
      id,
      title: `${title} (conntrack -S, all processors)`,
      subject: 'host',
      schema: Type.Integer(),
      unit: 'packets',
      collect: [onHost('conntrack -S')],
      shelfLifeSeconds: shelfLife.short,
    }),
  ),
  {
    id: 'conntrack.usage-percent',
    title: 'how full the connection tracking table is',
    subject: 'host',
    derived: true,
    schema: Type.Number(),
    unit: 'percent',
    collect: [
      {
        ...onHost('sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max'),
        brings: 'sysctl.net.netfilter.nf_conntrack_count',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'firewall.closed-ports',
    title: 'ports that nodes need of each other, and that the host firewall lets nobody in to',
    subject: 'host',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: firewall,
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'firewall.refused-attempts',
    title: "failed attempts to connect to a port that the target's firewall lets nobody in to",
    subject: 'cluster',
    derived: true,
    symptom: true,
    openEnded: true,
    schema: Type.Array(RefusedAttempt),
    collect: [
      {
        ...onHost('curl -vk --connect-timeout 5 https://ADDRESS:PORT/'),
        where: 'where the connection failed',
        risk: 'low',
        brings: 'connection.attempts',
      },
      ...firewall,
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'network.reverse-path-filters',
    title: 'the reverse path filters of single interfaces',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(ReversePathFilter),
    identity: ['interface'],
    collect: [onHost("sysctl -a -r '\\.rp_filter'")],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.two-default-routes',
    title: 'the machine has default routes through two interfaces',
    subject: 'host',
    derived: true,
    schema: Type.Boolean(),
    collect: [{ ...onHost('ip route show'), brings: 'network.routes' }],
    shelfLifeSeconds: shelfLife.long,
  },
];
