// 11:20:41.392833 eth1  In  IP 10.61.9.21.51844 > 192.168.70.12.30080: Flags [S], seq 3187, win 64240, length 0
import type { CaptureDeadEnd } from '../../../facts/reachability.ts';
import { type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isIpv4 } from '../../text/addresses.ts';

const packet = /\s([\w.@-]{1,32})\s{1,8}(In|Out|P|B|M)\s{1,3}IP (\d[\d.]{6,21}) > (\d[\d.]{6,21}): /;

/** `10.0.0.1` of `10.0.0.1.443`. */
const addressOf = (text: string): string => text.split('.').slice(0, 4).join('.');

interface Arrival extends CaptureDeadEnd {
  first: Line;
  last: Line;
  /** What was asked went out before it: that is not its going on. */
  isAnswer: boolean;
}

/** Packets that came in and of which the capture shows nothing further: neither handed on nor answered. */
class DeadEnds extends ReadingBuilder {
  readonly #arrivals = new Map<string, Arrival>();
  /** Whose packets went out, and to whom. */
  readonly #sources = new Set<string>();
  readonly #destinations = new Set<string>();

  take(line: Line): void {
    const [, name = '', direction, from = '', to = ''] = packet.exec(line.text) ?? [];
    const [source, destination] = [addressOf(from), addressOf(to)];
    if (direction === undefined || !isIpv4(source) || !isIpv4(destination)) return;
    this.understand(line);
    if (direction === 'Out') {
      this.#sources.add(source);
      this.#destinations.add(destination);
    }
    if (direction !== 'In') return;
    const key = `${name} ${source} ${destination}`;
    const known = this.#arrivals.get(key);
    if (known === undefined)
      this.#arrivals.set(key, {
        ...{ interface: name, source, destination, packets: 1, first: line, last: line },
        isAnswer: /: ICMP echo reply,|: Flags \[S\.\]/.test(line.text),
      });
    else {
      known.packets += 1;
      known.last = line;
    }
  }

  finish(): this {
    for (const { first, last, isAnswer, ...item } of this.#arrivals.values()) {
      const wentOn = this.#sources.has(item.source) || this.#destinations.has(item.destination);
      const wasAnswered = this.#destinations.has(item.source) || this.#sources.has(item.destination);
      if (item.packets > 1 && !wentOn && (isAnswer || !wasAnswered))
        this.item('capture.dead-ends', item, first, last);
    }
    return this;
  }
}

/** Captures on `any` by tcpdump 4.99 or later, which name the interface and the direction of each packet. */
export const captureDeadEnds: Source = {
  id: 'capture-dead-ends',
  title: 'packets in a capture that came in and went nowhere (tcpdump -i any)',
  commands: [],
  needles: [' In  IP '],
  facts: ['capture.dead-ends'],
  read(block) {
    const reading = new DeadEnds();
    // A capture of what comes in alone cannot show that nothing goes out.
    if (/\s-Q ?in\b|\s(?:src|dst)\s|inbound/.test(block.command ?? '')) return reading;
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
