import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';
import { StalledTarget } from './derived.ts';

/** An attempt that failed at a port of nodes on which somebody listens for everyone. */
export const UnreachedListener = Type.Object({
  target: Type.String(),
  port: Type.Integer(),
  outcome: Type.String(),
});
export type UnreachedListener = Static<typeof UnreachedListener>;

/** An answer that came from another address than was asked, and that the client reset. */
export const UntranslatedAnswer = Type.Object({
  client: Type.String(),
  asked: Type.String(),
  answerer: Type.String(),
});
export type UntranslatedAnswer = Static<typeof UntranslatedAnswer>;

/** How many packets a capture on one interface saw. */
export const CaptureSummary = Type.Object({ interface: Type.String(), packets: Type.Integer() });
export type CaptureSummary = Static<typeof CaptureSummary>;

/** Packets that came in on an interface and of which a capture on all interfaces shows nothing further. */
export const CaptureDeadEnd = Type.Object({
  interface: Type.String(),
  source: Type.String(),
  destination: Type.String(),
  packets: Type.Integer(),
});
export type CaptureDeadEnd = Static<typeof CaptureDeadEnd>;

/** `back`: the interface through which the machine would answer. */
export const AsymmetricArrival = Type.Object({ ...CaptureDeadEnd.properties, back: Type.String() });

export const reachabilityFacts: FactDefinition[] = [
  {
    id: 'connection.no-route-while-ping-answers',
    title: 'addresses to which TCP ends in "no route to host" while ping gets an answer',
    subject: 'cluster',
    derived: true,
    symptom: true,
    openEnded: true,
    schema: Type.Array(StalledTarget),
    collect: [{ ...onHost('ping -c 3 ADDRESS', 5), risk: 'low', brings: 'ping.results' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'connection.timed-out-while-ping-answers',
    title: 'private addresses, other than machines, to which TCP times out while ping gets an answer',
    subject: 'cluster',
    derived: true,
    symptom: true,
    openEnded: true,
    schema: Type.Array(StalledTarget),
    collect: [{ ...onHost('ping -c 3 ADDRESS', 5), risk: 'low', brings: 'ping.results' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'host.unreached-listeners',
    title: 'failed attempts at a port of nodes on which a program listens for everyone',
    subject: 'cluster',
    derived: true,
    symptom: true,
    openEnded: true,
    schema: Type.Array(UnreachedListener),
    collect: [
      { ...onHost('ss -lnt'), where: 'on the machine that does not answer', brings: 'application.listeners' },
    ],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'capture.untranslated-answers',
    title: 'answers in a capture that came from a pod instead of the Service that was asked, and were reset',
    subject: 'host',
    symptom: true,
    openEnded: true,
    schema: Type.Array(UntranslatedAnswer),
    collect: [{ ...onHost('timeout 20 tcpdump -nni any tcp and host POD_ADDRESS', 45), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'capture.summaries',
    title: 'how many packets captures on single interfaces saw',
    subject: 'host',
    symptom: true,
    openEnded: true,
    schema: Type.Array(CaptureSummary),
    collect: [{ ...onHost('timeout 20 tcpdump -nni INTERFACE host POD_ADDRESS', 45), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'capture.dead-ends',
    title: 'packets in a capture that came in and were neither answered nor handed on',
    subject: 'host',
    symptom: true,
    openEnded: true,
    schema: Type.Array(CaptureDeadEnd),
    collect: [{ ...onHost('timeout 20 tcpdump -nni any host ADDRESS', 45), risk: 'low' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'network.asymmetric-arrivals',
    title:
      'packets that came in, and went nowhere, where the route back to the sender leaves through another interface',
    subject: 'host',
    derived: true,
    openEnded: true,
    schema: Type.Array(AsymmetricArrival),
    collect: [
      { ...onHost('timeout 20 tcpdump -nni any host ADDRESS', 45), risk: 'low', brings: 'capture.dead-ends' },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'capture.lost-between-interfaces',
    title: 'interfaces of pods that saw nothing while packets came in on another',
    subject: 'host',
    derived: true,
    symptom: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [
      {
        ...onHost('timeout 20 tcpdump -nni INTERFACE host POD_ADDRESS', 45),
        where: "on the node, on the overlay's interface and then on the bridge",
        risk: 'low',
        brings: 'capture.summaries',
      },
    ],
    shelfLifeSeconds: shelfLife.fleeting,
  },
];
