import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** One entry of the neighbour (ARP) cache. A `null` MAC is an entry without an answer (incomplete, failed). */
export const ArpEntry = Type.Object({
  address: Type.String(),
  mac: Type.Union([Type.String(), Type.Null()]),
  interface: Type.Union([Type.String(), Type.Null()]),
  state: Type.Optional(Type.String()),
});
export type ArpEntry = Static<typeof ArpEntry>;

export const NetworkInterface = Type.Object({
  name: Type.String(),
  mac: Type.Union([Type.String(), Type.Null()]),
  mtuBytes: Type.Optional(Type.Integer()),
  up: Type.Optional(Type.Boolean()),
  /** In CIDR form: address and prefix length, as `ip addr` prints them. */
  addresses: Type.Array(Type.String()),
});
export type NetworkInterface = Static<typeof NetworkInterface>;

export const Route = Type.Object({
  destination: Type.String(),
  via: Type.Union([Type.String(), Type.Null()]),
  interface: Type.Union([Type.String(), Type.Null()]),
});
export type Route = Static<typeof Route>;

/** The kernel settings whose value a source keeps; others that `sysctl -a` prints are read and passed over. */
export const sysctls: Readonly<Record<string, string>> = {
  'net.ipv4.ip_forward': 'IPv4 forwarding',
  'net.ipv4.conf.all.forwarding': 'IPv4 forwarding on all interfaces',
  'net.ipv6.conf.all.forwarding': 'IPv6 forwarding on all interfaces',
  'net.bridge.bridge-nf-call-iptables': 'bridged IPv4 frames pass through iptables',
  'net.bridge.bridge-nf-call-ip6tables': 'bridged IPv6 frames pass through ip6tables',
  'net.ipv4.conf.all.rp_filter': 'reverse path filter, all interfaces',
  'net.ipv4.conf.default.rp_filter': 'reverse path filter, new interfaces',
  'net.ipv4.conf.all.arp_ignore': 'which addresses ARP answers for, all interfaces',
  'net.ipv6.conf.all.disable_ipv6': 'IPv6 is off on all interfaces',
  'net.ipv6.conf.default.disable_ipv6': 'IPv6 is off on new interfaces',
  'net.netfilter.nf_conntrack_tcp_be_liberal': 'TCP packets outside the window are not invalid',
  'net.netfilter.nf_conntrack_count': 'connections tracked now',
  'net.netfilter.nf_conntrack_max': 'connections that can be tracked',
  'net.ipv4.neigh.default.gc_thresh3': 'neighbour table limit',
  'net.core.somaxconn': 'connections that can wait to be accepted',
  'fs.inotify.max_user_instances': 'inotify instances of one user',
  'fs.inotify.max_user_watches': 'inotify watches of one user',
};

const sysctlFacts: FactDefinition[] = Object.entries(sysctls).map(([name, title]) => ({
  id: `sysctl.${name}`,
  title: `${title} (${name})`,
  subject: 'host',
  schema: Type.Integer(),
  collect: [onHost(`sysctl ${name}`)],
  shelfLifeSeconds: shelfLife.long,
}));

/** The kernel modules whose presence decides something. */
export const kernelModules = [
  'br_netfilter',
  'overlay',
  'vxlan',
  'ipip',
  'ip_vs',
  'nf_conntrack',
  'iptable_nat',
  'wireguard',
] as const;

const moduleFacts: FactDefinition[] = kernelModules.map((name) => ({
  id: `kernel-module.${name}`,
  title: `the module ${name} is loaded`,
  subject: 'host',
  schema: Type.Boolean(),
  collect: [onHost(`lsmod | grep ${name}; grep ${name} /lib/modules/$(uname -r)/modules.builtin`)],
  shelfLifeSeconds: shelfLife.long,
}));

export const hostFacts: FactDefinition[] = [
  ...sysctlFacts,
  ...moduleFacts,
  {
    id: 'sysctl.absent-keys',
    title: 'kernel settings that do not exist on the machine',
    subject: 'host',
    schema: Type.Array(Type.String()),
    collect: [onHost('sysctl net.bridge.bridge-nf-call-iptables')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'kernel-module.missing',
    title: 'modules that modprobe could not find',
    subject: 'host',
    schema: Type.Array(Type.String()),
    collect: [onHost('modprobe --dry-run br_netfilter')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'arp.entries',
    title: 'the neighbour (ARP) cache',
    subject: 'host',
    schema: Type.Array(ArpEntry),
    identity: ['address', 'interface'],
    collect: [onHost('ip neigh show')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'network.interfaces',
    title: 'interfaces with their MAC and addresses',
    subject: 'host',
    schema: Type.Array(NetworkInterface),
    identity: ['name'],
    shownInPart: true,
    collect: [onHost('ip addr show')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'network.routes',
    title: 'the routing table',
    subject: 'host',
    schema: Type.Array(Route),
    identity: ['destination', 'interface'],
    collect: [onHost('ip route show')],
    shelfLifeSeconds: shelfLife.long,
  },
];
