import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** How one attempt to reach something over TCP, or by name, ended. */
export const ConnectionOutcome = Type.Enum([
  'connected',
  'timed-out',
  'refused',
  'no-route',
  'network-unreachable',
  'reset',
  'closed',
  'name-not-resolved',
]);
export type ConnectionOutcome = Static<typeof ConnectionOutcome>;

export const ConnectionAttempt = Type.Object({
  /** IP address (masked ones too) or host name, as printed. */
  target: Type.String(),
  port: Type.Union([Type.Integer(), Type.Null()]),
  outcome: ConnectionOutcome,
  /** The host name that was asked for, when the text shows it beside the address. */
  name: Type.Optional(Type.String()),
  /** The pod or container in which it was tried, when the text shows that. */
  fromPod: Type.Optional(Type.String()),
});
export type ConnectionAttempt = Static<typeof ConnectionAttempt>;

export const TlsHandshake = Type.Object({
  target: Type.Union([Type.String(), Type.Null()]),
  port: Type.Union([Type.Integer(), Type.Null()]),
  /** `stalled`: TCP connected, and nothing came back after the Client Hello in what was pasted. */
  outcome: Type.Enum(['completed', 'timed-out', 'stalled', 'alert', 'reset']),
  durationMilliseconds: Type.Optional(Type.Integer()),
  /** The protocol that ALPN agreed on; `null` when the peer said that it agreed on none. */
  alpn: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  /** The host name that was asked for, when the text shows it beside the address. */
  name: Type.Optional(Type.String()),
});
export type TlsHandshake = Static<typeof TlsHandshake>;

export const PingResult = Type.Object({
  target: Type.String(),
  transmitted: Type.Integer(),
  received: Type.Integer(),
  lossPercent: Type.Number(),
  /** Without the headers of IP and ICMP: 56 unless `-s` says otherwise. */
  payloadBytes: Type.Optional(Type.Integer()),
  /** An ICMP answer from a router or the host itself, or the reason why ping could not send. */
  error: Type.Optional(
    Type.Enum(['host-unreachable', 'net-unreachable', 'not-permitted', 'name-not-resolved']),
  ),
  /** The pod or container in which it was tried, when the text shows that. */
  fromPod: Type.Optional(Type.String()),
});
export type PingResult = Static<typeof PingResult>;

export const UnansweredSyn = Type.Object({
  source: Type.String(),
  destination: Type.String(),
  port: Type.Integer(),
  /** SYN segments seen for this pair of endpoints, repeats included. */
  count: Type.Integer(),
});
export type UnansweredSyn = Static<typeof UnansweredSyn>;

export const UnansweredArpRequest = Type.Object({
  address: Type.String(),
  asker: Type.String(),
  count: Type.Integer(),
});
export type UnansweredArpRequest = Static<typeof UnansweredArpRequest>;

export const EncapsulatedFlow = Type.Object({
  source: Type.String(),
  destination: Type.String(),
  /** UDP destination port: 8472, 4789 (VXLAN) or 6081 (Geneve); 0 for IP-in-IP. */
  port: Type.Integer(),
  packets: Type.Integer(),
});
export type EncapsulatedFlow = Static<typeof EncapsulatedFlow>;

export const UdpProbe = Type.Object({
  target: Type.Union([Type.String(), Type.Null()]),
  port: Type.Union([Type.Integer(), Type.Null()]),
  /** Whether the far end reported what it received. */
  acknowledged: Type.Boolean(),
  lossPercent: Type.Optional(Type.Number()),
});
export type UdpProbe = Static<typeof UdpProbe>;

const symptoms: Omit<FactDefinition, 'symptom'>[] = [
  {
    id: 'connection.attempts',
    title: 'attempts to connect and how they ended',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(ConnectionAttempt),
    collect: [
      {
        ...onHost('curl -vk --connect-timeout 5 https://ADDRESS:PORT/'),
        where: 'where the connection failed',
        risk: 'low',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'tls.handshakes',
    title: 'TLS handshakes and how they ended',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(TlsHandshake),
    collect: [
      {
        ...onHost('curl -vk --connect-timeout 15 https://ADDRESS:PORT/version', 15),
        where: 'where the connection failed',
        risk: 'low',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'ping.results',
    title: 'pings and their loss',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(PingResult),
    collect: [{ ...onHost('ping -c 3 ADDRESS', 5), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'capture.unanswered-syns',
    title: 'TCP connection attempts (SYNs) in a capture that got no answer',
    subject: 'host',
    schema: Type.Array(UnansweredSyn),
    collect: [{ ...onHost('timeout 20 tcpdump -nni any host ADDRESS', 45), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'capture.unanswered-arp-requests',
    title: 'ARP requests without a reply in a capture',
    subject: 'host',
    schema: Type.Array(UnansweredArpRequest),
    collect: [{ ...onHost('timeout 20 tcpdump -nni any arp', 45), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'capture.encapsulated-flows',
    title: 'overlay packets (VXLAN, Geneve, IP-in-IP) in a capture, by direction',
    subject: 'host',
    schema: Type.Array(EncapsulatedFlow),
    identity: ['source', 'destination', 'port'],
    collect: [
      {
        ...onHost(
          "timeout 20 tcpdump -nni any 'udp port 8472 or udp port 4789 or udp port 6081 or ip proto 4'",
          45,
        ),
        risk: 'low',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'udp.probes',
    title: 'UDP test streams (iperf) and what arrived',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(UdpProbe),
    collect: [
      {
        command: 'iperf -s -u -p 8472 on one node, then iperf -c NODE_ADDRESS -u -p 8472 -b 1K on another',
        where: 'on two nodes, with the overlay stopped or on a free port',
        seconds: 120,
        risk: 'low',
      },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
];

export const connectionFacts: FactDefinition[] = symptoms.map((fact) => ({ ...fact, symptom: true }));
