// 10.0.0.2 dev eth0 lladdr 08:00:27:4c:1d:b2 REACHABLE
// 10.0.0.3 dev eth0  FAILED
// [{"dst":"10.0.0.2","dev":"eth0","lladdr":"08:00:27:4c:1d:b2","state":["STALE"]}]
import type { ArpEntry } from '../../../facts/host.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress, toMac } from '../../text/addresses.ts';
import { type JsonSpan, jsonDocuments, members } from '../../text/json-documents.ts';
import { listAt, textAt } from '../../text/json-value.ts';
import { commandItself, isUnfiltered, printedNothing, wordAfter, wordsOf } from '../../text/words.ts';

const states = new Set([
  'REACHABLE',
  'STALE',
  'DELAY',
  'PROBE',
  'FAILED',
  'INCOMPLETE',
  'PERMANENT',
  'NOARP',
  'NONE',
]);

interface Neighbour {
  address: string;
  link: string | null;
  interface: string | null;
  state: string;
}

/** `null` for a computed entry (NOARP), and for a tunnel's, whose link address is an IP address. */
function entryOf({ address, link, interface: on, state }: Neighbour): ArpEntry | null {
  const mac = link === null ? null : toMac(link);
  if (state === 'NOARP' || state === 'NONE' || (link !== null && mac === null)) return null;
  return { address, mac, interface: on, state };
}

/** One line of `ip neigh`; without `dev` when the command named the interface. */
function neighbourLine(text: string, device: string | null): Neighbour | null {
  const words = wordsOf(text);
  const [address = '', next = ''] = words;
  const state = words.at(-1) ?? '';
  if (!isAddress(address) || !states.has(state)) return null;
  if (next !== 'dev' && next !== 'lladdr' && device === null) return null;
  return {
    address,
    link: wordAfter(words, 'lladdr') ?? null,
    interface: wordAfter(words, 'dev') ?? device,
    state,
  };
}

const isCutOff = (text: string): boolean => {
  const words = wordsOf(text);
  return isAddress(words[0] ?? '') && words[1] === 'dev' && words[3] === 'lladdr' && words.length <= 5;
};

function take(
  reading: ReadingBuilder,
  neighbour: Neighbour,
  { first, last }: Pick<JsonSpan, 'first' | 'last'>,
): void {
  const entry = entryOf(neighbour);
  if (entry === null) reading.understand(first, last);
  else reading.item('arp.entries', entry, first, last);
}

function readJson(reading: ReadingBuilder, block: Block): void {
  const device = wordAfter(block.words, 'dev') ?? null;
  for (const { parsed } of jsonDocuments(block.lines)) {
    if (!Array.isArray(parsed?.value)) continue;
    for (const { value, span } of members(parsed.value, parsed.span)) {
      const address = textAt(value, 'dst');
      const state = listAt(value, 'state')[0];
      if (address === undefined || !isAddress(address) || typeof state !== 'string') continue;
      const on = textAt(value, 'dev') ?? device;
      take(reading, { address, link: textAt(value, 'lladdr') ?? null, interface: on, state }, span);
    }
  }
}

/** `ip neigh` asked for everything there is. */
const asksForAll = (block: Block): boolean =>
  isUnfiltered(block) && block.words.slice(1).every((word) => /^(?:-\w+|n\w*|show|list|ls)$/.test(word));

export const ipNeighbour: Source = {
  id: 'ip-neighbour',
  title: 'the neighbour cache (ip neigh)',
  commands: ['ip neigh', 'ip neighbour', 'ip neighbor', 'ip neighb', 'ip nei', 'ip n'],
  needles: [' lladdr ', '"lladdr"', ' FAILED', ' INCOMPLETE', '"FAILED"', '"INCOMPLETE"'],
  facts: ['arp.entries'],
  read(block) {
    const reading = new ReadingBuilder();
    const device = wordAfter(block.words, 'dev') ?? null;
    if (block.words[0] === 'ip' && printedNothing(block) && asksForAll(block))
      reading.none('arp.entries', commandItself);
    for (const line of block.lines) {
      const neighbour = neighbourLine(line.text, device);
      if (neighbour !== null) take(reading, neighbour, { first: line, last: line });
      else if (isCutOff(line.text)) reading.fail(line);
    }
    readJson(reading, block);
    return reading;
  },
};
