import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** A service as systemd sees it. */
export const SystemdUnit = Type.Object({
  /** Without `.service`. */
  unit: Type.String(),
  /** `active`, `inactive`, `failed`, `activating` (also while it is started again and again), `deactivating`, `unknown`. */
  state: Type.String(),
  /** Why it ended: `exit-code`, `signal`, `oom-kill` … */
  result: Type.Optional(Type.String()),
});
export type SystemdUnit = Static<typeof SystemdUnit>;

/** Sockets counted by state and by the far end. */
export const SocketCount = Type.Object({
  /** As ss names it (`ESTAB`, `TIME-WAIT`); `null`: of any state. */
  state: Type.Union([Type.String(), Type.Null()]),
  /** Address and port of the far end; `null`: of any. */
  peer: Type.Union([Type.String(), Type.Null()]),
  count: Type.Integer(),
});
export type SocketCount = Static<typeof SocketCount>;

/** What a machine has, how much of it is in use, and what follows from the two. */
export const resourceFacts: FactDefinition[] = [
  {
    id: 'systemd.units',
    title: 'services and whether they run',
    subject: 'host',
    schema: Type.Array(SystemdUnit),
    identity: ['unit'],
    shownInPart: true,
    collect: [onHost('systemctl status kubelet containerd --no-pager')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'sockets.counts',
    title: 'sockets, counted by state and far end',
    subject: 'host',
    symptom: true,
    schema: Type.Array(SocketCount),
    identity: ['state', 'peer'],
    collect: [onHost("ss -tanH | awk '{print $1,$5}' | sort | uniq -c | sort -rn | head")],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'ephemeral-ports.available',
    title: 'ports that connections can go out from (ip_local_port_range)',
    subject: 'host',
    symptom: true,
    schema: Type.Integer(),
    collect: [onHost('sysctl net.ipv4.ip_local_port_range')],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'ephemeral-ports.use-percent',
    title: 'share of the outgoing ports in use towards one far end',
    subject: 'host',
    schema: Type.Number(),
    unit: 'percent',
    derived: true,
    collect: [
      {
        ...onHost("ss -tanH | awk '{print $1,$5}' | sort | uniq -c | sort -rn | head"),
        brings: 'sockets.counts',
      },
      { ...onHost('sysctl net.ipv4.ip_local_port_range'), brings: 'ephemeral-ports.available' },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'neighbor-table.entries',
    title: 'entries in the neighbour (ARP) table',
    subject: 'host',
    schema: Type.Integer(),
    collect: [onHost('ip -4 neigh show nud all | wc -l')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'neighbor-table.use-percent',
    title: 'share of the neighbour table that is in use',
    subject: 'host',
    schema: Type.Number(),
    unit: 'percent',
    derived: true,
    collect: [
      { ...onHost('ip -4 neigh show nud all | wc -l'), brings: 'neighbor-table.entries' },
      {
        ...onHost('sysctl net.ipv4.neigh.default.gc_thresh3'),
        brings: 'sysctl.net.ipv4.neigh.default.gc_thresh3',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
];
