// 20:15:59.903566 IP 172.28.128.132.60358 > 172.28.21.3.5000: Flags [S], seq 3042274422, win 28200, length 0
// 20:15:59.905481 ARP, Request who-has 172.28.21.3 tell 10.244.27.0, length 28
// 14:03:07.310466 IP 10.0.0.11.51234 > 10.0.0.12.8472: OTV, flags [I] (0x08), overlay 0, instance 1
// IP 10.244.1.5.47120 > 10.244.2.7.80: Flags [S], seq 3307182045, win 64240, length 0
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { Capture } from './capture.ts';
import { isOneSided } from './capture-filter.ts';
import { packetsOf, timeOf } from './packet.ts';

const settled =
  /^(?:tcpdump: (?:verbose output|listening on|data link|WARNING)|listening on \S+, link-type|dropped privs to|\d+ packets? (?:captured|received by filter|dropped by (?:kernel|interface))|\^C\s*\d+ packets? captured)/;
/** The first line of two that -v prints for a packet. */
const opening = /\bIP6? \((?:tos|class|flowlabel|hlim|next-header) /;
const hexDump = /^\s+0x[0-9a-f]{4}:\s/;
const captured = /(?:^|\s)(?:IP6?|ARP,|arp|ethertype|Request|Reply)\s/;
const overlayFilter = /\b(?:8472|4789|6081|ipip|proto 4|vxlan|geneve)\b/;

class CaptureReading extends ReadingBuilder {
  readonly #capture = new Capture();
  readonly #asksForOverlay: boolean;
  readonly #oneSided: boolean;
  #seconds: number | null = null;
  /** The line before was tcpdump's, so that an indented line continues it. */
  #inside = false;

  constructor(block: Block) {
    super();
    this.#oneSided = isOneSided(block.command ?? '');
    this.#asksForOverlay = !this.#oneSided && overlayFilter.test(block.command ?? '');
  }

  take(line: Line): void {
    if (line.text.trim() === '') return;
    const time = timeOf(line.text);
    const continues = this.#inside && /^\s/.test(line.text);
    const isOwn = time !== null || continues || captured.test(line.text);
    const packets = isOwn ? packetsOf(line.text) : [];
    // An inner packet, and the second line of -v, come at the time of the line before.
    if (time !== null) this.#seconds = time;
    else if (!this.#inside) this.#seconds = null;
    for (const packet of packets) this.#capture.take(packet, { line, seconds: this.#seconds });
    this.#inside = packets.length > 0 || opening.test(line.text) || (this.#inside && hexDump.test(line.text));
    if (this.#inside) this.understand(line);
    else this.#takeFrame(line);
  }

  #takeFrame(line: Line): void {
    const text = line.text.trim();
    if (this.#asksForOverlay && /^(?:\^C)?0 packets captured/.test(text))
      this.none('capture.encapsulated-flows', line);
    else if (settled.test(text)) this.understand(line);
  }

  finish(): this {
    if (!this.#oneSided) this.#capture.report(this);
    return this;
  }
}

export const tcpdump: Source = {
  id: 'tcpdump',
  title: 'packet captures as text (tcpdump)',
  commands: ['tcpdump'],
  needles: [
    'Flags [',
    'who-has',
    'is-at',
    'packets captured',
    'link-type',
    ', flags [',
    '.8472: ',
    '.4789: ',
    '.6081: ',
    ': IP ',
    ' IP ',
  ],
  facts: ['capture.unanswered-syns', 'capture.unanswered-arp-requests', 'capture.encapsulated-flows'],
  read(block) {
    const reading = new CaptureReading(block);
    for (const line of block.lines) reading.take(line);
    return reading.finish();
  },
};
