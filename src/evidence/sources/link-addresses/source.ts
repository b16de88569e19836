// 2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000
//     link/ether 52:54:00:12:34:56 brd ff:ff:ff:ff:ff:ff
// eth0             UP             52:54:00:12:34:56 <BROADCAST,MULTICAST,UP,LOWER_UP>
import type { NetworkLink } from '../../../facts/addressing.ts';
import { type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isUnset, toMac } from '../../text/addresses.ts';
import { wordAfter, wordsOf } from '../../text/words.ts';

const macOf = (text: string | undefined): string | null => {
  const mac = toMac(text ?? '');
  return mac === null || isUnset(mac) ? null : mac;
};

/** `eth0` of `eth0@if5`. */
const plainName = (name: string): string => name.split('@')[0] ?? name;

class LinkReading extends ReadingBuilder {
  #open: { name: string; up: boolean; line: Line } | null = null;

  take(line: Line): void {
    const words = wordsOf(line.text);
    const [first = '', second = '', third = '', fourth = ''] = words;
    if (/^\d{1,6}:$/.test(first) && second.endsWith(':') && third.startsWith('<')) {
      this.#open = { name: plainName(second.slice(0, -1)), up: third.includes(',UP'), line };
      if (words.includes('link/ether')) this.#close(line, wordAfter(words, 'link/ether'));
    } else if (first === 'link/ether') this.#close(line, second);
    else if (words.length === 4 && fourth.startsWith('<') && toMac(third) !== null)
      this.#link({ name: plainName(first), mac: macOf(third), up: second === 'UP' }, line, line);
  }

  #close(line: Line, mac: string | undefined): void {
    if (this.#open === null || toMac(mac ?? '') === null) return;
    const { name, up, line: first } = this.#open;
    this.#open = null;
    this.#link({ name, mac: macOf(mac), up }, first, line);
  }

  #link(link: NetworkLink, first: Line, last: Line): void {
    this.item('network.links', link, first, last);
  }
}

export const linkAddresses: Source = {
  id: 'link-addresses',
  title: 'interfaces without addresses (ip link, ip -br link)',
  commands: ['ip link', 'ip l'],
  needles: ['link/ether', 'LOWER_UP>', 'NO-CARRIER'],
  facts: ['network.links'],
  read(block) {
    const reading = new LinkReading();
    // Beside addresses, the interfaces are read with them.
    if (block.lines.some(({ text }) => text.trimStart().startsWith('inet'))) return reading;
    for (const line of block.lines) reading.take(line);
    return reading;
  },
};
