// IP 10.200.0.7.41772 > 10.32.0.71.80: Flags [S], seq 3318270071, length 0
// IP 10.200.0.6.80 > 10.200.0.7.41772: Flags [S.], seq 1178203994, ack 3318270072, length 0
// IP 10.200.0.7.41772 > 10.200.0.6.80: Flags [R], seq 3318270072, win 0, length 0
// IP 10.200.0.7 > 10.200.0.6: ICMP 10.200.0.7 udp port 47030 unreachable, length 81
import type { UntranslatedAnswer } from '../../../facts/reachability.ts';
import { type Line, ReadingBuilder, type Source } from '../../source.ts';

const segment = /\bIP6? (\S{3,45}?)\.(\d{1,5}) > (\S{3,45}?)\.(\d{1,5}): Flags \[(S|S\.|R|R\.)\]/;
const datagram = /\bIP6? (\S{3,45}?)\.(\d{1,5}) > (\S{3,45}?)\.(\d{1,5}): (?!Flags)/;
const refusal = /\bIP6? (\S{3,45}) > (\S{3,45}): ICMP \S{3,45} udp port (\d{1,5}) unreachable/;

interface Asked {
  line: Line;
  /** Whom the client sent a SYN to. */
  servers: Set<string>;
  /** Who answered with an address of its own. */
  answerers: Set<string>;
}

/**
 * Clients that asked one address, got the answer from another, and refused that: nobody translated the answer back. The
 * refusal goes to the answerer, and the client asked somebody else, too.
 */
class ResetReading extends ReadingBuilder {
  readonly #asked = new Map<string, Asked>();

  take(line: Line): void {
    const [, from = '', fromPort, to = '', toPort, flags] = segment.exec(line.text) ?? [];
    if (flags === 'S') this.#ask(`${from}.${fromPort}`, to, line);
    else if (flags === 'S.') this.#asked.get(`${to}.${toPort}`)?.answerers.add(from);
    else if (flags !== undefined) this.#reset(`${from}.${fromPort}`, to, line);
    else this.#takeDatagram(line);
  }

  /** Questions to a DNS server, answers to them, and what a client says to an answer that it did not expect. */
  #takeDatagram(line: Line): void {
    const [, from = '', fromPort, to = '', toPort] = datagram.exec(line.text) ?? [];
    const asked = this.#asked.get(`${to}.${toPort}`);
    if (asked !== undefined) asked.answerers.add(from);
    else if (toPort === '53') this.#ask(`${from}.${fromPort}`, to, line);
    const [, client = '', answerer = '', port] = refusal.exec(line.text) ?? [];
    if (port !== undefined) this.#reset(`${client}.${port}`, answerer, line);
  }

  #ask(client: string, server: string, line: Line): void {
    const asked = this.#asked.get(client) ?? { line, servers: new Set(), answerers: new Set() };
    asked.servers.add(server);
    this.#asked.set(client, asked);
  }

  #reset(client: string, answerer: string, line: Line): void {
    const asked = this.#asked.get(client);
    const other = [...(asked?.servers ?? [])].find((server) => server !== answerer);
    if (asked === undefined || other === undefined || !asked.answerers.has(answerer)) return;
    const item: UntranslatedAnswer = {
      client: client.slice(0, client.lastIndexOf('.')),
      asked: other,
      answerer,
    };
    this.item('capture.untranslated-answers', item, asked.line, line);
    this.#asked.delete(client);
  }
}

export const captureReset: Source = {
  id: 'capture-reset',
  title: 'answers in a capture that came from another address than was asked (tcpdump)',
  commands: [],
  needles: ['Flags [S.]', ' udp port '],
  facts: ['capture.untranslated-answers'],
  read(block) {
    const reading = new ResetReading();
    for (const line of block.lines) reading.take(line);
    return reading;
  },
};
