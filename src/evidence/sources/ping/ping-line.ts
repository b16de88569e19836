import type { PingResult } from '../../../facts/connections.ts';
import { isAddress } from '../../text/addresses.ts';

export type PingError = NonNullable<PingResult['error']>;

/** What one line of ping's output says. */
export type PingLine =
  | { kind: 'start'; target: string; payloadBytes: number | null }
  | { kind: 'statistics'; target: string }
  | { kind: 'reply'; from: string; sequence: number | null }
  /** A packet that came to nothing; `answered`: Windows counts the refusal as a packet received. */
  | { kind: 'lost'; error: PingError | null; answered: boolean }
  /** A packet that could not be sent. */
  | { kind: 'unsent'; error: PingError | null }
  | { kind: 'counts'; transmitted: number; received: number; lossPercent: number }
  /** Ping gave up before sending; `target` when the message names it. */
  | { kind: 'refusal'; error: PingError | null; target: string | null }
  | { kind: 'detail' };

const details =
  /^(?:\^C$|rtt min\/|round-trip |pipe \d+$|Approximate round trip|Minimum = |no answer yet for|PING: transmit failed|ping: WARNING|\^C?Control-C|Control-C)/;

/** The address in `host (10.0.0.1)` or `host [10.0.0.1]`, else the first word. */
function targetIn(text: string): string {
  const words = text.split(/[\s()[\]]+/).filter((word) => word !== '');
  const addresses = words.map((word) => word.replace(/:$/, ''));
  return addresses.find(isAddress) ?? addresses[0] ?? '';
}

function errorIn(text: string): PingError | null {
  if (/host unreachable|no route to host|host is down/i.test(text)) return 'host-unreachable';
  if (/net(?:work)?(?: is)? unreachable/i.test(text)) return 'net-unreachable';
  return /operation not permitted/i.test(text) ? 'not-permitted' : null;
}

/** Reads one line of iputils, busybox, BSD, macOS or Windows; `null` when it is none of theirs. */
export function pingLine(text: string): PingLine | null {
  const line = text.trim().replace(/^\^C(?=-)/, '');
  return (
    framing(line) ??
    packet(line) ??
    counts(line) ??
    refusal(line) ??
    (details.test(line) ? { kind: 'detail' } : null)
  );
}

/** `1472(1500) bytes of data`, `56 data bytes`, `with 32 bytes of data`. */
function payloadIn(line: string): number | null {
  const bytes = /\b(\d{1,5})(?:\(\d{1,5}\))? (?:data )?bytes\b/.exec(line)?.[1];
  return bytes === undefined ? null : Number(bytes);
}

function framing(line: string): PingLine | null {
  if (/^PING6? \S/.test(line) && /\bbytes\b/.test(line))
    return {
      kind: 'start',
      target: targetIn(line.slice(line.indexOf(' ') + 1)),
      payloadBytes: payloadIn(line),
    };
  if (line.startsWith('Pinging ') && line.includes(' bytes of data'))
    return { kind: 'start', target: targetIn(line.slice(8)), payloadBytes: payloadIn(line) };
  const named =
    /^--- (\S+) ping6? statistics ---$/.exec(line)?.[1] ?? /^Ping statistics for (\S+):$/.exec(line)?.[1];
  return named === undefined ? null : { kind: 'statistics', target: named };
}

function packet(line: string): PingLine | null {
  if (/^Request (?:timed out\.|timeout for icmp_seq)/.test(line))
    return { kind: 'lost', error: null, answered: false };
  if (/^Reply from \S+: (?:bytes=|time)/.test(line))
    return { kind: 'reply', from: targetIn(line.slice(11)), sequence: null };
  if (/^Reply from \S+: \D/.test(line)) return { kind: 'lost', error: errorIn(line), answered: true };
  if (/^From \S+ .{0,80}icmp_seq=\d/.test(line))
    return { kind: 'lost', error: errorIn(line), answered: false };
  if (/^\d{1,5} bytes from /.test(line)) return echo(line);
  return /^ping6?: (?:sendmsg|sendto): /.test(line) ? { kind: 'unsent', error: errorIn(line) } : null;
}

/** `64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.1 ms`; arping prints a hardware address there. */
function echo(line: string): PingLine | null {
  if (/: (?:Destination|Time to live|Redirect)/.test(line))
    return { kind: 'lost', error: errorIn(line), answered: false };
  const sequence = /\b(?:icmp_)?seq=(\d{1,9})/.exec(line)?.[1];
  if (sequence === undefined || !line.includes(' time')) return null;
  if (line.includes('(DUP!)')) return { kind: 'detail' };
  return {
    kind: 'reply',
    from: targetIn(line.slice(line.indexOf(' from ') + 6)),
    sequence: Number(sequence),
  };
}

function counts(line: string): PingLine | null {
  const unix = /^(\d{1,9}) packets transmitted, (\d{1,9}) (?:packets )?received,/.exec(line);
  const windows = /^Packets: Sent = (\d{1,9}), Received = (\d{1,9}), Lost = \d{1,9}/.exec(line);
  const [transmitted, received] = (unix ?? windows ?? []).slice(1).map(Number);
  if (transmitted === undefined || received === undefined || line.includes('unanswered')) return null;
  const loss = /(\d{1,3}(?:\.\d{1,6})?)% (?:packet )?loss/.exec(line)?.[1];
  return {
    kind: 'counts',
    transmitted,
    received,
    lossPercent: loss === undefined ? lossOf(transmitted, received) : Number(loss),
  };
}

/** In percent of the packets sent. */
export const lossOf = (transmitted: number, received: number): number =>
  transmitted === 0 ? 100 : Math.round(((transmitted - received) / transmitted) * 1000) / 10;

function refusal(line: string): PingLine | null {
  if (/^ping6?: (?:socket|permission denied|Lacking privilege|icmp open socket)/.test(line))
    return { kind: 'refusal', error: null, target: null };
  if (/^(?:ping6?: )?connect: (?:Network is unreachable|No route to host)$/.test(line))
    return { kind: 'refusal', error: errorIn(line), target: null };
  const unresolved =
    /^ping6?: unknown host (\S+)/.exec(line)?.[1] ??
    /^ping6?: bad address '(\S+)'/.exec(line)?.[1] ??
    /^ping6?: cannot resolve (\S+): /.exec(line)?.[1] ??
    /^Ping request could not find host (\S+)\. /.exec(line)?.[1] ??
    /^ping6?: (\S+): (?:Name or service not known|Temporary failure in name resolution|No address associated|Name does not resolve)/.exec(
      line,
    )?.[1];
  return unresolved === undefined
    ? null
    : { kind: 'refusal', error: 'name-not-resolved', target: unresolved };
}
