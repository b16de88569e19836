// .:53 {
//     forward . /etc/resolv.conf
//     loop
// }
// consul.local:53 {
//     forward . 10.150.0.1
// }
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const MOST_ZONES = 20;

/** `.:53 {`, `example.org:5353 {`, `cluster.local in-addr.arpa {`: the zones of a server block. */
function zonesOf(text: string): string[] | null {
  if (!text.endsWith('{')) return null;
  const zones = text.slice(0, -1).trim().split(' ', MOST_ZONES);
  if (!zones.every((zone) => /^[\w.:/-]{1,253}$/.test(zone))) return null;
  return zones.map((zone) => zone.replace(/^dns:\/\//, '').replace(/:\d{1,5}$/, '') || '.');
}

/** A ConfigMap that `kubectl describe` or JSON shows has its line ends written out. */
const partsOf = (line: Line): string[] =>
  line.text.includes('\\n')
    ? line.text.split('\\n').map((part) => part.replace(/^.{0,80}"Corefile": ?"/, ''))
    : [line.text];

/** `forward . 8.8.8.8 1.1.1.1`, `proxy . /etc/resolv.conf`; options of the block form follow a brace. */
function forwardOf(text: string): { from: string; to: string[] } | null {
  const [plugin, from, ...to] = text.replace(/\{$/, '').trim().split(/\s+/, 20);
  if ((plugin !== 'forward' && plugin !== 'proxy') || from === undefined || to.length === 0) return null;
  const isTarget = (target: string) => /^[\w.:/[\]%-]{2,200}$/.test(target) && /[.:/]/.test(target);
  return /^[\w.:-]{1,253}$/.test(from) && to.every(isTarget) ? { from, to } : null;
}

class CorefileReading extends ReadingBuilder {
  #zones: readonly string[] | null = null;
  #depth = 0;

  take(line: Line): void {
    for (const part of partsOf(line)) this.#takePart(part.trim(), line);
  }

  #takePart(text: string, line: Line): void {
    const zones = this.#depth === 0 ? zonesOf(text) : null;
    if (zones !== null) {
      this.#zones = zones;
      this.#depth = 1;
      this.understand(line);
      return;
    }
    if (this.#zones === null) return;
    const forward = forwardOf(text);
    if (forward !== null)
      for (const zone of forward.from === '.' ? this.#zones : [forward.from])
        this.item('coredns.forwards', { zone, to: forward.to }, line);
    if (forward === null) this.understand(line);
    if (text.endsWith('{')) this.#depth++;
    else if (text === '}') this.#depth--;
    if (this.#depth === 0) this.#zones = null;
  }
}

export const corefile: Source = {
  id: 'corefile',
  title: 'the Corefile, as a file or in its ConfigMap',
  commands: [],
  needles: ['forward . ', 'proxy . ', 'Corefile'],
  facts: ['coredns.forwards'],
  read(block: Block) {
    const reading = new CorefileReading();
    const isCorefile = block.lines.some(({ text }) =>
      /\b(?:forward|proxy) \S{1,253} \S|\berrors\b|\bkubernetes \S{1,60}\.local\b/.test(text),
    );
    if (isCorefile) for (const line of block.lines) reading.take(line);
    return reading;
  },
};
