import type { Line, ReadingBuilder } from '../../source.ts';
import type { Packet } from './packet.ts';

/** The same packet, seen on each interface that it passes, comes within a fraction of a second; a repetition does not. */
const passageSeconds = 0.05;

const overlayPorts = new Set([8472, 4789, 6081]);
const overlayContent = /^(?:OTV|VXLAN|Geneve|UDP|)$/i;

interface Seen {
  count: number;
  first: Line;
  last: Line;
}

interface Pair {
  source: string;
  destination: string;
  port: number;
}

interface Question {
  address: string;
  asker: string;
}

/** Where and when a packet stands. */
export interface Sighting {
  line: Line;
  /** In seconds; `null` when the capture shows no times. */
  seconds: number | null;
}

/** What a capture adds up to: questions that nobody answered, and overlay traffic. */
export class Capture {
  readonly #syns = new Map<string, Pair & Seen>();
  readonly #answered = new Set<string>();
  readonly #requests = new Map<string, Question & Seen>();
  readonly #found = new Set<string>();
  readonly #flows = new Map<string, Pair & Seen>();
  /** When a packet was last seen, by what makes it one packet. */
  readonly #passed = new Map<string, number | null>();

  take(packet: Packet, at: Sighting): void {
    if (packet.kind === 'arp-reply') this.#found.add(packet.address);
    else if (packet.kind === 'arp-request') this.#takeRequest(packet.address, packet.asker, at);
    else if (packet.kind === 'tcp') this.#takeSegment(packet, at);
    else this.#takeOther(packet, at);
  }

  #takeSegment({ source, destination, flags, sequence }: Packet & { kind: 'tcp' }, at: Sighting): void {
    if (flags.includes('R') || (flags.includes('S') && flags.includes('.')))
      this.#answered.add(`${destination.host} ${source.host} ${source.port}`);
    const port = destination.port;
    if (port === null || !/^S[EW]*$/.test(flags)) return;
    const key = `${source.host} ${destination.host} ${port}`;
    const isRepeat = this.#isPassing(`${key} ${source.port} ${sequence}`, at);
    count(this.#syns, key, {
      what: { source: source.host, destination: destination.host, port },
      ...at,
      isRepeat,
    });
  }

  #takeRequest(address: string, asker: string, at: Sighting): void {
    // Announcements ask for the own address, probes ask from none: nobody is meant to answer.
    if (address === asker || asker === '0.0.0.0') return;
    const key = `${address} ${asker}`;
    count(this.#requests, key, {
      what: { address, asker },
      ...at,
      isRepeat: this.#isPassing(`arp ${key}`, at),
    });
  }

  #takeOther({ source, destination, protocol }: Packet & { kind: 'other' }, at: Sighting): void {
    const port = protocol === 'IP' || protocol === 'IP6' ? 0 : destination.port;
    const isTunnel =
      port === 0
        ? source.port === null
        : port !== null && overlayPorts.has(port) && overlayContent.test(protocol);
    if (!isTunnel || port === null) return;
    const key = `${source.host} ${destination.host} ${port}`;
    count(this.#flows, key, {
      what: { source: source.host, destination: destination.host, port },
      ...at,
      isRepeat: false,
    });
  }

  /** Whether this is a packet that was just seen on another interface. */
  #isPassing(key: string, { line, seconds }: Sighting): boolean {
    // Without times, only the clock in the options (TS val) tells a repetition from the same packet.
    const own = seconds === null && line.text.includes('TS val') ? `${key} ${line.text}` : key;
    const before = this.#passed.get(own);
    this.#passed.set(own, seconds);
    if (before === undefined) return false;
    if (seconds === null || before === null) return own !== key;
    return Math.abs(seconds - before) < passageSeconds;
  }

  report(reading: ReadingBuilder): void {
    const open = [...this.#syns].filter(([key]) => !this.#answered.has(key)).map(([, syns]) => syns);
    for (const { source, destination, port, count: times, first, last } of open)
      if (times > 1)
        reading.item('capture.unanswered-syns', { source, destination, port, count: times }, first, last);
    if (open.length === 0) none(reading, 'capture.unanswered-syns', this.#syns);
    const unmet = [...this.#requests.values()].filter(({ address }) => !this.#found.has(address));
    for (const { address, asker, count: times, first, last } of unmet)
      reading.item('capture.unanswered-arp-requests', { address, asker, count: times }, first, last);
    if (unmet.length === 0) none(reading, 'capture.unanswered-arp-requests', this.#requests);
    for (const { source, destination, port, count: packets, first, last } of this.#flows.values())
      reading.item('capture.encapsulated-flows', { source, destination, port, packets }, first, last);
  }
}

interface Counted<T> extends Sighting {
  what: T;
  isRepeat: boolean;
}

function count<T extends object>(seen: Map<string, T & Seen>, key: string, counted: Counted<T>): void {
  const { what, line, isRepeat } = counted;
  const known = seen.get(key);
  if (known === undefined) seen.set(key, { ...what, count: 1, first: line, last: line });
  else {
    known.count += isRepeat ? 0 : 1;
    known.last = line;
  }
}

/** Every question in the capture was answered: the list is known to be empty. */
function none(reading: ReadingBuilder, fact: string, seen: ReadonlyMap<string, Seen>): void {
  const all = [...seen.values()];
  const [first, last] = [all[0]?.first, all.at(-1)?.last];
  if (first !== undefined && last !== undefined)
    reading.none(fact, first, first.number > last.number ? first : last);
}
