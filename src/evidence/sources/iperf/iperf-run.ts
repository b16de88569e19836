import type { UdpProbe } from '../../../facts/connections.ts';
import type { Line } from '../../source.ts';
import type { IperfLine, Peer } from './iperf-line.ts';

interface Stream {
  first: Line;
  last: Line;
  /** Where the datagrams go: the remote end for a client, the local end for a server. */
  to: Peer | null;
  acknowledged: boolean | null;
  lossPercent: number | null;
  sent: number | null;
}

/** One run of iperf, as its lines come in. */
export class IperfRun {
  readonly #role: 'client' | 'server';
  readonly #target: Peer | null;
  readonly #streams = new Map<string, Stream>();
  readonly #first: Line;
  #udp: boolean;
  #refused = false;

  constructor(line: Line, start: Partial<IperfLine & { kind: 'start' }>) {
    const { role = 'client', target = null, port = null, udp = null } = start;
    this.#role = role;
    this.#target = target === null || port === null ? null : { host: target, port };
    this.#udp = udp === true;
    this.#first = line;
  }

  take(line: Line, read: IperfLine): void {
    if (read.kind === 'refused') this.#refused = true;
    if (read.kind === 'datagrams') this.#udp = true;
    if (read.kind === 'stream') {
      const stream = this.#streamOf(read.id, line);
      stream.to = this.#role === 'client' ? read.remote : read.local;
      stream.first = line;
    }
    if (read.kind === 'acknowledged') this.#streamOf(read.id, line).acknowledged = true;
    if (read.kind === 'unacknowledged') this.#streamOf(read.id, line).acknowledged = false;
    if (read.kind === 'loss') this.#takeLoss(line, read);
  }

  #streamOf(id: string, line: Line): Stream {
    const known = this.#streams.get(id);
    const stream = known ?? {
      first: line,
      last: line,
      to: null,
      acknowledged: null,
      lossPercent: null,
      sent: null,
    };
    stream.last = line;
    this.#streams.set(id, stream);
    return stream;
  }

  /** Later lines sum up earlier ones; a sender counts what it sent, a receiver what came. */
  #takeLoss(line: Line, { id, total, percent, end }: IperfLine & { kind: 'loss' }): void {
    this.#udp = true;
    if (id === 'SUM') return;
    const stream = this.#streamOf(id, line);
    if (end === 'sender') {
      stream.sent = total;
      return;
    }
    const nothingCame = total === 0 && (stream.sent ?? 0) > 0;
    stream.acknowledged = !nothingCame;
    stream.lossPercent = nothingCame ? 100 : percent;
  }

  /** The streams whose end is known, with their lines. */
  *probes(): Iterable<{ probe: UdpProbe; first: Line; last: Line }> {
    for (const { acknowledged, lossPercent, to, first, last } of this.#streams.values()) {
      if (acknowledged === null || (!this.#udp && acknowledged)) continue;
      // A closed port answers: the way is open, and nothing was there to report.
      if (this.#refused && !acknowledged) continue;
      const { host: target, port } = this.#target ?? to ?? { host: null, port: null };
      const begin = this.#first.number < first.number && this.#role === 'client' ? this.#first : first;
      yield {
        probe: { target, port, acknowledged, ...(lossPercent === null ? {} : { lossPercent }) },
        first: begin,
        last,
      };
    }
  }
}
