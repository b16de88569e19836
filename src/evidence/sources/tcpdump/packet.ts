import { wordTable } from '../../../lib/word-table.ts';
import { isAddress } from '../../text/addresses.ts';

export interface Endpoint {
  host: string;
  /** `null` for a protocol without ports. */
  port: number | null;
}

/** One packet on a line; a tunnelled packet is on the same line or the next one. */
export type Packet =
  | { kind: 'tcp'; source: Endpoint; destination: Endpoint; flags: string; sequence: string }
  /** `protocol` is what tcpdump calls the content: `OTV`, `VXLAN`, `Geneve`, `UDP`, `IP`. */
  | { kind: 'other'; source: Endpoint; destination: Endpoint; protocol: string }
  | { kind: 'arp-request'; address: string; asker: string }
  | { kind: 'arp-reply'; address: string };

/** Names that tcpdump prints for ports unless -n is given. */
const ports = wordTable<number>({
  ssh: 22,
  domain: 53,
  http: 80,
  https: 443,
  'http-alt': 8080,
  webcache: 8080,
  'sun-sr-https': 6443,
  otv: 8472,
  vxlan: 4789,
  geneve: 6081,
  'commplex-link': 5001,
  'commplex-main': 5000,
});

const hostName = /^[A-Za-z0-9_](?:[\w.-]{0,251}\w)?$/;

/** `10.0.0.1.443`, `fe80::1.443`, `node-1.example.https`, or an address alone; `null` for anything else. */
function endpoint(text: string): Endpoint | null {
  if (isAddress(text)) return { host: text, port: null };
  const dot = text.lastIndexOf('.');
  if (dot < 1) return null;
  const [host, name] = [text.slice(0, dot), text.slice(dot + 1)];
  const port = /^\d{1,5}$/.test(name) ? Number(name) : ports[name];
  if (isAddress(host)) return { host, port: port ?? null };
  return port !== undefined && hostName.test(host) ? { host, port } : null;
}

const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

/** The packets that a line shows: more than one when tcpdump prints a tunnelled packet behind its carrier. */
export function packetsOf(text: string): Packet[] {
  const arp = arpPacket(text);
  if (arp !== null) return [arp];
  // A carrier and what it carries, tunnelled once more: no real line holds more.
  const pieces = text.trim().split(' > ', 4);
  const packets: Packet[] = [];
  for (let position = 0; position + 1 < pieces.length; position++) {
    const packet = packetBetween(pieces[position] ?? '', pieces[position + 1] ?? '');
    if (packet !== null) packets.push(packet);
  }
  return packets;
}

function packetBetween(before: string, after: string): Packet | null {
  const colon = after.search(/:(?: |$)/);
  if (colon < 0) return null;
  const source = endpoint(lastWord(before));
  const destination = endpoint(after.slice(0, colon));
  if (source === null || destination === null) return null;
  const content = after.slice(colon + 1).replace(/^ (?:\[[^\]]*\] ?)?/, '');
  const flags = tcpFlags(content);
  if (flags === null)
    return { kind: 'other', source, destination, protocol: /^\w*/.exec(content)?.[0] ?? '' };
  return { kind: 'tcp', source, destination, flags, sequence: /\bseq (\d{1,10})/.exec(content)?.[1] ?? '' };
}

/** `S.` of `Flags [S.], seq …`, and of `S 123:123(0) ack 456` as versions before 4 print it. */
function tcpFlags(content: string): string | null {
  const flags = /^Flags \[([A-Za-z.]{0,12})\]/.exec(content)?.[1];
  if (flags !== undefined) return flags;
  const old = /^([SFRP.]{1,4}) (?:\d|ack |win )/.exec(content)?.[1];
  return old !== undefined && content.includes(' ack ') && !old.includes('.') ? `${old}.` : (old ?? null);
}

/** `ARP, Request who-has 10.0.0.2 tell 10.0.0.1`, `ARP, Reply 10.0.0.2 is-at …`; lower case in old versions. */
function arpPacket(text: string): Packet | null {
  const request = /\bwho-has (\S{1,64})(?: \(\S{1,64}\))? tell ([^\s,]{1,64})/.exec(text);
  const [, address, asker] = request ?? [];
  if (address !== undefined && asker !== undefined) return { kind: 'arp-request', address, asker };
  const answered = /\b[Rr]eply (\S{1,64}) is-at /.exec(text)?.[1];
  return answered === undefined ? null : { kind: 'arp-reply', address: answered };
}

/** Seconds of the time at which a line begins (of the day, or of the epoch); `null` without one. */
export function timeOf(text: string): number | null {
  const match =
    /^\s{0,3}(?:\d{4}-\d{2}-\d{2} )?(?:(\d{2}):(\d{2}):(\d{2}\.\d{1,9})|(\d{1,12}\.\d{1,9}))(?= )/.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds, epoch] = match;
  return epoch === undefined ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : Number(epoch);
}
