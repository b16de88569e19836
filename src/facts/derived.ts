import { type Static, Type } from 'typebox';
import { EncapsulatedFlow } from './connections.ts';
import { type Collect, type FactDefinition, onHost, shelfLife, withCloudCli, withKubectl } from './define.ts';

/** A cached MAC that the machine owning the address does not have. */
export const ForeignArpEntry = Type.Object({
  address: Type.String(),
  interface: Type.Union([Type.String(), Type.Null()]),
  cachedMac: Type.String(),
  /** MAC of the interface that holds the address now. */
  ownerMac: Type.String(),
  /** The machine that holds the address; `null` when its output names no host. */
  owner: Type.Union([Type.String(), Type.Null()]),
  /** That machine's interface with the address. */
  ownerInterface: Type.Optional(Type.String()),
  /** The machine whose interface has the cached MAC, when it is in the evidence. */
  cachedMacOwner: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  /** Whether a later observation in the same evidence shows the right MAC. */
  corrected: Type.Boolean(),
});
export type ForeignArpEntry = Static<typeof ForeignArpEntry>;

/** One address that two different MACs claim, by what interfaces have or by what neighbours cached. */
export const DuplicateAddress = Type.Object({
  address: Type.String(),
  macs: Type.Array(Type.String()),
  hosts: Type.Array(Type.String()),
});
export type DuplicateAddress = Static<typeof DuplicateAddress>;

export const PodRangeOverlap = Type.Object({
  /** Pod CIDR, or the address of one pod, that lies in the other network. */
  pods: Type.String(),
  network: Type.String(),
  /** What the other network is: `interface eth1 on node-1`, `service range` … */
  of: Type.String(),
});
export type PodRangeOverlap = Static<typeof PodRangeOverlap>;

export const StalledTarget = Type.Object({
  target: Type.String(),
  port: Type.Union([Type.Integer(), Type.Null()]),
});
export type StalledTarget = Static<typeof StalledTarget>;

const derived = (
  definition: Omit<FactDefinition, 'derived' | 'subject'> & { subject?: 'host' },
): FactDefinition => ({
  subject: 'cluster',
  ...definition,
  derived: true,
});

const pods: Collect = { ...withKubectl('kubectl get pods -A -o wide'), brings: 'kubernetes.pods' };
const interfaces: Collect = { ...onHost('ip addr show'), brings: 'network.interfaces' };

export const derivedFacts: FactDefinition[] = [
  derived({
    id: 'arp.foreign-entries',
    title: 'cached MACs that differ from the MAC of the interface that owns the address',
    subject: 'host',
    schema: Type.Array(ForeignArpEntry),
    collect: [
      { ...onHost('ip neigh show'), where: 'on the machine whose connection fails', brings: 'arp.entries' },
      { ...interfaces, where: 'on the machine that should own the address' },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  }),
  derived({
    id: 'address.duplicates',
    title: 'addresses that two MACs claim',
    schema: Type.Array(DuplicateAddress),
    collect: [{ ...interfaces, where: 'on every node' }],
    shelfLifeSeconds: shelfLife.fleeting,
  }),
  derived({
    id: 'pod-range.overlaps',
    title: 'pod addresses or ranges inside the network of a host or of Services',
    schema: Type.Array(PodRangeOverlap),
    collect: [pods, { ...interfaces, where: 'on a node' }],
    shelfLifeSeconds: shelfLife.long,
  }),
  derived({
    id: 'pod-range.shared-with-nodes',
    title: 'pods whose addresses lie in the same /24 as those of nodes',
    schema: Type.Array(PodRangeOverlap),
    collect: [pods, { ...withKubectl('kubectl get nodes -o wide'), brings: 'kubernetes.nodes' }],
    shelfLifeSeconds: shelfLife.long,
  }),
  derived({
    id: 'pod-range.holds-outsiders',
    title: "name servers, and servers that machines reach and pods do not, in the pods' range",
    openEnded: true,
    schema: Type.Array(PodRangeOverlap),
    collect: [{ ...onHost('cat /etc/resolv.conf'), brings: 'resolver.files' }, pods],
    shelfLifeSeconds: shelfLife.long,
  }),
  derived({
    id: 'client.outside-authorized-ranges',
    title: "the client's address is outside the API server's authorized ranges",
    schema: Type.Boolean(),
    collect: [
      {
        ...onHost('curl -s https://ifconfig.me', 5),
        where: 'on the client',
        brings: 'client.public-address',
      },
      {
        ...withCloudCli(
          'az aks show --resource-group GROUP --name CLUSTER --query apiServerAccessProfile.authorizedIpRanges',
        ),
        brings: 'aks.authorized-ip-ranges',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  }),
  derived({
    id: 'tls.stalls-while-ping-answers',
    title: 'servers that answer ping, but not the TLS handshake',
    subject: 'host',
    symptom: true,
    schema: Type.Array(StalledTarget),
    collect: [
      { ...onHost('kubectl version -v 9', 15), brings: 'tls.handshakes' },
      { ...onHost('ping -c 3 ADDRESS', 5), risk: 'low', brings: 'ping.results' },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  }),
  derived({
    id: 'capture.arp-for-unreachable-pod',
    title: 'addresses that answer neither SYNs nor ARP requests in a capture',
    subject: 'host',
    symptom: true,
    schema: Type.Array(Type.String()),
    collect: [
      {
        ...onHost('timeout 20 tcpdump -nni any host POD_ADDRESS', 45),
        risk: 'low',
        brings: 'capture.unanswered-syns',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  }),
  derived({
    id: 'overlay.one-way-flows',
    title:
      'overlay packets (VXLAN, Geneve, IP-in-IP) that leave for a node in a capture, with none coming back',
    subject: 'host',
    symptom: true,
    schema: Type.Array(EncapsulatedFlow),
    collect: [
      {
        ...onHost(
          "timeout 20 tcpdump -nni any 'udp port 8472 or udp port 4789 or udp port 6081 or ip proto 4'",
          45,
        ),
        risk: 'low',
        brings: 'capture.encapsulated-flows',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  }),
  derived({
    id: 'tunnel.agents-not-ready',
    title: 'konnectivity-agent, tunnelfront or aks-link pods that are not ready',
    schema: Type.Integer(),
    unit: 'pods',
    collect: [{ ...withKubectl('kubectl get pod -n kube-system -o wide'), brings: 'kubernetes.pods' }],
    shelfLifeSeconds: shelfLife.short,
  }),
  derived({
    id: 'tunnel.agents-ready',
    title: 'konnectivity-agent, tunnelfront or aks-link pods that are ready',
    schema: Type.Integer(),
    unit: 'pods',
    collect: [{ ...withKubectl('kubectl get pod -n kube-system -o wide'), brings: 'kubernetes.pods' }],
    shelfLifeSeconds: shelfLife.short,
  }),
  derived({
    id: 'tunnel.agent-node-usage-percent',
    title: 'the highest CPU or memory use of a node that hosts a tunnel pod',
    schema: Type.Number(),
    unit: 'percent',
    collect: [
      { ...withKubectl('kubectl get pod -n kube-system -o wide'), brings: 'kubernetes.pods' },
      { ...withKubectl('kubectl top node'), brings: 'kubernetes.node-usage' },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  }),
  derived({
    id: 'aks.required-endpoint-failures',
    title: 'endpoints that AKS requires and that a node could not reach',
    schema: Type.Array(Type.String()),
    collect: [
      {
        ...onHost('curl -v --connect-timeout 5 https://mcr.microsoft.com/v2/', 10),
        where: 'on a node (az vmss run-command invoke, or ssh)',
        risk: 'low',
        brings: 'connection.attempts',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  }),
  derived({
    id: 'helm.most-stored-revisions',
    title: 'the most revisions kept of one release, of those whose history was shown',
    openEnded: true,
    schema: Type.Integer(),
    unit: 'revisions',
    collect: [withKubectl('kubectl get secrets --all-namespaces -l owner=helm')],
    shelfLifeSeconds: shelfLife.long,
  }),
  derived({
    id: 'apiserver.busiest-client-share-percent',
    title: 'share of all counted requests that the busiest client makes',
    schema: Type.Number(),
    unit: 'percent',
    collect: [
      {
        command: 'jq -r .userAgent audit.log | sort | uniq -c | sort -rn | head',
        where: 'where the audit log is kept (on AKS: the kube-audit table of Log Analytics)',
        seconds: 120,
        risk: 'none',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  }),
];
