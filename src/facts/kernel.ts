import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** What the kernel's log can say that decides something. */
export const kernelMessageKinds = [
  'neighbor-table-overflow',
  'conntrack-table-full',
  'out-of-memory',
  'cgroup-out-of-memory',
  'link-down',
  'nic-reset',
  'syn-flooding',
  'soft-lockup',
  'task-hung',
  'rcu-stall',
  'disk-error',
  'filesystem-read-only',
  'device-not-released',
  'fork-rejected',
  'clocksource-unstable',
  'file-limit-reached',
  'tcp-memory-exhausted',
  'kernel-memory-leak',
  'access-denied',
  'oops',
] as const;
export type KernelMessageKind = (typeof kernelMessageKinds)[number];

export const KernelMessage = Type.Object({
  kind: Type.Enum([...kernelMessageKinds]),
  /** The process, interface, device or port that the message names. */
  about: Type.Union([Type.String(), Type.Null()]),
  /** Lines that say the same. */
  count: Type.Integer(),
});
export type KernelMessage = Static<typeof KernelMessage>;

export const kernelFacts: FactDefinition[] = [
  {
    id: 'kernel.messages',
    title: 'complaints in the kernel log',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(KernelMessage),
    collect: [onHost('dmesg -T --level=emerg,alert,crit,err,warn | tail -n 200')],
    shelfLifeSeconds: shelfLife.long,
  },
];
