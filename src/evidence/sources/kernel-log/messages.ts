import type { KernelMessageKind } from '../../../facts/kernel.ts';

/** How the kernel words a complaint: a phrase that is always in it, and what it names, if anything. */
interface Wording {
  readonly kind: KernelMessageKind;
  /** Lower case. */
  readonly phrase: string;
  /** Must match as well; its group is what the message is about. */
  readonly about?: RegExp;
}

const networkInterface = /\b([a-z]{1,10}\d[\w.@-]{0,15})(?: \([\w.-]{1,30}\))?:? (?:NIC )?link (?:is )?down/i;
const oomVictim = /kill(?:ed)? process \d{1,10},? \(([^)]{1,64})\)/i;

export const wordings: readonly Wording[] = [
  {
    kind: 'neighbor-table-overflow',
    phrase: 'neighbor table overflow',
    about: /(\w{1,20}): neighbor table/i,
  },
  { kind: 'neighbor-table-overflow', phrase: 'neighbour table overflow' },
  { kind: 'conntrack-table-full', phrase: 'conntrack: table full' },
  { kind: 'cgroup-out-of-memory', phrase: 'memory cgroup out of memory', about: oomVictim },
  { kind: 'out-of-memory', phrase: 'out of memory: kill', about: oomVictim },
  {
    kind: 'cgroup-out-of-memory',
    phrase: 'oom-kill:constraint=constraint_memcg',
    about: /\btask=([^,]{1,64})/,
  },
  { kind: 'out-of-memory', phrase: 'oom-kill:constraint=constraint_none', about: /\btask=([^,]{1,64})/ },
  { kind: 'link-down', phrase: 'link is down', about: networkInterface },
  {
    kind: 'link-down',
    phrase: 'link down',
    about: /\b((?:eth|en[ospx]|em|p\d|ib|bond)[\w-]{0,18}): link down/i,
  },
  {
    kind: 'link-down',
    phrase: 'link status definitely down for interface',
    about: /interface ([\w.@-]{1,20})/,
  },
  { kind: 'nic-reset', phrase: 'netdev watchdog', about: /watchdog: (?:CPU: \d{1,4}: )?([\w.@-]{1,20})/i },
  { kind: 'nic-reset', phrase: 'unit hang', about: /(\S{1,20}): Detected (?:Tx|Hardware) Unit Hang/i },
  { kind: 'syn-flooding', phrase: 'possible syn flooding on port', about: /on port (\S{1,60}?)\.? /i },
  { kind: 'soft-lockup', phrase: 'soft lockup - cpu', about: /\[([^\]]{1,60}?)(?::\d{1,10})?\]\s*$/ },
  {
    kind: 'task-hung',
    phrase: 'blocked for more than',
    about: /task ([^ ]{1,60}?):\d{1,10} blocked for more/,
  },
  { kind: 'rcu-stall', phrase: 'self-detected stall on cpu' },
  { kind: 'rcu-stall', phrase: 'detected stalls on cpus/tasks' },
  { kind: 'disk-error', phrase: 'i/o error, dev ', about: /I\/O error, dev ([\w-]{1,30})/i },
  { kind: 'disk-error', phrase: 'buffer i/o error on', about: /on dev(?:ice)? ([\w-]{1,30})/i },
  { kind: 'disk-error', phrase: 'ext4-fs error (device', about: /\(device ([\w-]{1,30})\)/ },
  { kind: 'disk-error', phrase: 'log i/o error', about: /XFS \(([\w-]{1,30})\)/ },
  { kind: 'disk-error', phrase: 'metadata i/o error', about: /XFS \(([\w-]{1,30})\)/ },
  {
    kind: 'filesystem-read-only',
    phrase: 'remounting filesystem read-only',
    about: /\(([\w-]{1,30})\): Remounting/,
  },
  { kind: 'filesystem-read-only', phrase: 'shutting down filesystem', about: /XFS \(([\w-]{1,30})\)/ },
  {
    kind: 'device-not-released',
    phrase: 'unregister_netdevice: waiting for',
    about: /waiting for ([\w.@-]{1,20}) to become free/,
  },
  { kind: 'fork-rejected', phrase: 'fork rejected by pids controller', about: /controller in (\S{1,200})/ },
  { kind: 'clocksource-unstable', phrase: 'marking clocksource', about: /clocksource '?([\w-]{1,20})/ },
  { kind: 'file-limit-reached', phrase: 'file-max limit', about: /file-max limit (\d{1,20}) reached/i },
  { kind: 'tcp-memory-exhausted', phrase: 'too many orphaned sockets' },
  { kind: 'tcp-memory-exhausted', phrase: 'consider tuning tcp_mem' },
  { kind: 'kernel-memory-leak', phrase: 'slub: unable to allocate memory on node' },
  { kind: 'access-denied', phrase: 'avc:  denied', about: /\bcomm="([^"]{1,64})"/ },
  { kind: 'access-denied', phrase: 'apparmor="denied"', about: /\bcomm="([^"]{1,64})"/ },
  { kind: 'oops', phrase: 'kernel null pointer dereference' },
  { kind: 'oops', phrase: 'kernel bug at ' },
  { kind: 'oops', phrase: 'unable to handle kernel paging request' },
];

/** Lines that every kernel prints while containers come and go. */
const routine =
  /entered (?:forwarding|blocking|disabled|promiscuous|learning|listening) (?:state|mode)|left promiscuous mode|ADDRCONF\(NETDEV_|link becomes ready|callbacks suppressed|NIC Link is Up|Link is Up|renamed from/;

export const isRoutine = (text: string): boolean => routine.test(text);

export interface KernelComplaint {
  readonly kind: KernelMessageKind;
  readonly about: string | null;
}

/** What a line of the kernel log complains of; `null` for any other line. */
export function complaintOf(text: string): KernelComplaint | null {
  const lower = text.toLowerCase();
  for (const { kind, phrase, about } of wordings) {
    if (!lower.includes(phrase)) continue;
    const named = about === undefined ? null : (about.exec(text)?.[1] ?? null);
    if (named !== null || about === undefined || !mustName.has(kind)) return { kind, about: named };
  }
  return null;
}

/** Phrases that other programs print as well: without what they name, they are not the kernel's. */
const mustName: ReadonlySet<KernelMessageKind> = new Set(['link-down', 'task-hung']);
