/** Words of a filter that hold for one direction, or for some packets of a conversation (pcap-filter, tcpdump -Q). */
const partial = new Set(['broadcast', 'greater', 'inbound', 'less', 'multicast', 'outbound']);
const direction = /^(?:-[a-zA-Z]*[QP]|--direction=?)(inout|in|out)?$/;
const kinds = new Set(['host', 'net', 'port', 'portrange']);

/**
 * Whether a command line lets a capture show one side of conversations only: what nobody answered cannot be told
 * then. Without a command, a capture counts as whole.
 */
export function isOneSided(command: string): boolean {
  const start = command.indexOf('tcpdump');
  if (start < 0) return false;
  const [capture = '', ...pipes] = command.slice(start).split('|');
  if (pipes.some(picksPackets)) return true;
  // A byte of a header that is compared: flags, an ARP operation, a length.
  if (/\b(?:ether|ip6?|arp|tcp|udp|icmp6?)\[/.test(capture)) return true;
  const words = capture.split(/[\s'"()\\]+/).filter((word) => word !== '');
  if (words.some((word) => partial.has(word))) return true;
  return isOneWay(words) || namesOneEnd(words);
}

/** A pattern of grep that one kind of packet matches. */
const picksPackets = (pipe: string): boolean =>
  /^\s*(?:[ef]?grep|awk|sed)\s/.test(pipe) && /flags|\[s|syn|who-has|request|reply|is-at|>/i.test(pipe);

function isOneWay(words: readonly string[]): boolean {
  return words.some((word, position) => {
    const found = direction.exec(word);
    const way = found?.[1] ?? words[position + 1];
    return found !== null && (way === 'in' || way === 'out');
  });
}

/** `src A` without `dst A`. Overlays send to one port in both directions, and `src or dst` is either. */
function namesOneEnd(words: readonly string[]): boolean {
  const [sources, destinations] = [new Set<string>(), new Set<string>()];
  for (const [position, word] of words.entries()) {
    if (word !== 'src' && word !== 'dst') continue;
    if (isEither(words, position)) continue;
    const next = words[position + 1] ?? '';
    const named = kinds.has(next) ? `${next} ${words[position + 2] ?? ''}` : `host ${next}`;
    if (word === 'dst' && /^port (?:8472|4789|6081)$/.test(named)) continue;
    (word === 'src' ? sources : destinations).add(named);
  }
  return sources.size !== destinations.size || [...sources].some((named) => !destinations.has(named));
}

const isEither = (words: readonly string[], position: number): boolean => {
  const joined = (from: number): boolean =>
    words[from] === 'src' && words[from + 1] === 'or' && words[from + 2] === 'dst';
  return joined(position) || joined(position - 2);
};
