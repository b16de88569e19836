import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withKubectl } from './define.ts';

/** One routing policy rule: which table decides about which packets. */
export const RoutingRule = Type.Object({
  priority: Type.Integer(),
  /** `all`, or a range or address. */
  from: Type.String(),
  to: Type.Union([Type.String(), Type.Null()]),
  /** `null` for rules that drop or refuse. */
  table: Type.Union([Type.String(), Type.Null()]),
  /** Matches a mark, an interface, a port or the like, so that it does not take everything. */
  narrowed: Type.Boolean(),
});
export type RoutingRule = Static<typeof RoutingRule>;

/** A route of a table other than main. */
export const TableRoute = Type.Object({
  table: Type.String(),
  destination: Type.String(),
  interface: Type.Union([Type.String(), Type.Null()]),
});
export type TableRoute = Static<typeof TableRoute>;

/** Who answered when one address was asked for (arping, arp-scan). */
export const ArpAnswer = Type.Object({ address: Type.String(), mac: Type.String() });
export type ArpAnswer = Static<typeof ArpAnswer>;

/** An interface as `ip link` shows it, without addresses. */
export const NetworkLink = Type.Object({
  name: Type.String(),
  mac: Type.Union([Type.String(), Type.Null()]),
  up: Type.Boolean(),
});
export type NetworkLink = Static<typeof NetworkLink>;

export const DuplicateMac = Type.Object({
  mac: Type.String(),
  interfaces: Type.Array(Type.String()),
  hosts: Type.Array(Type.String()),
});
export type DuplicateMac = Static<typeof DuplicateMac>;

/** A node whose registered address cannot be the right one. */
export const DoubtfulNodeAddress = Type.Object({
  node: Type.String(),
  address: Type.String(),
  /** `elsewhere`: none of the node's interfaces has it; `unadvertised`: its API server was told another one. */
  reason: Type.Enum(['shared', 'elsewhere', 'bridge', 'tunnel', 'loopback', 'unadvertised']),
});
export type DoubtfulNodeAddress = Static<typeof DoubtfulNodeAddress>;

/** A route that takes pods' or Services' packets away from the node's own network. */
export const CapturedRange = Type.Object({
  range: Type.String(),
  interface: Type.String(),
  destination: Type.String(),
});
export type CapturedRange = Static<typeof CapturedRange>;

/** What a MetalLB speaker says of a Service. */
export const Announcement = Type.Object({
  /** The speaker's pod; `null` when the log does not tell whose it is. */
  speaker: Type.Union([Type.String(), Type.Null()]),
  service: Type.String(),
  /** `null`: withdrawn. */
  address: Type.Union([Type.String(), Type.Null()]),
});
export type Announcement = Static<typeof Announcement>;

export const addressingFacts: FactDefinition[] = [
  {
    id: 'network.rules',
    title: 'routing policy rules',
    subject: 'host',
    schema: Type.Array(RoutingRule),
    collect: [onHost('ip rule show')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.table-routes',
    title: 'routes of tables other than main',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(TableRoute),
    identity: ['table', 'destination', 'interface'],
    collect: [onHost('ip route show table all')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'arp.answers',
    title: 'who answered ARP requests for one address',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(ArpAnswer),
    identity: ['address', 'mac'],
    collect: [{ ...onHost('arping -c 4 -I INTERFACE ADDRESS', 15), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'network.links',
    title: 'interfaces with their MAC, without addresses',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(NetworkLink),
    identity: ['name'],
    collect: [onHost('ip link show')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.missing-rules',
    title: "the kernel's own routing rules (local, main) that are gone",
    subject: 'host',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: [{ ...onHost('ip rule show'), brings: 'network.rules' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.duplicate-macs',
    title: 'MACs that interfaces of two machines have',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(DuplicateMac),
    collect: [{ ...onHost('ip link show'), where: 'on every node', brings: 'network.links' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.captured-ranges',
    title: 'pod or Service ranges that a VPN, or another network, takes on a node',
    subject: 'host',
    derived: true,
    openEnded: true,
    schema: Type.Array(CapturedRange),
    collect: [{ ...onHost('ip route show table all'), brings: 'network.table-routes' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.lacks-default-route',
    title: 'the routing table has no default route',
    subject: 'host',
    derived: true,
    schema: Type.Boolean(),
    collect: [{ ...onHost('ip route show'), brings: 'network.routes' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.unrouted-services',
    title: 'Service ranges or addresses that no route of a node covers',
    subject: 'host',
    derived: true,
    schema: Type.Array(Type.String()),
    collect: [{ ...onHost('ip route show'), brings: 'network.routes' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kubernetes.doubtful-node-addresses',
    title: 'nodes whose registered address another node has too, or that is none of their network',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(DoubtfulNodeAddress),
    collect: [{ ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' }],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'metallb.announcements',
    title: "addresses that MetalLB's speakers announce",
    subject: 'cluster',
    openEnded: true,
    schema: Type.Array(Announcement),
    collect: [withKubectl('kubectl logs -n metallb-system --prefix -l component=speaker')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'metallb.addresses-announced-twice',
    title: 'addresses that two MetalLB speakers announce for two Services',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [{ ...withKubectl('kubectl logs -n metallb-system SPEAKER'), brings: 'metallb.announcements' }],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'apiserver.endpoints-off-nodes',
    title: "API server addresses that do not answer, in a network that no node's address is in",
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [{ ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' }],
    shelfLifeSeconds: shelfLife.long,
  },
];
