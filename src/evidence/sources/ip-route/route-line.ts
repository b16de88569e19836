import type { Route } from '../../../facts/host.ts';
import { isAddress, isIpv4, maskBits, parsePrefixed } from '../../text/addresses.ts';
import { wordsOf } from '../../text/words.ts';

/** `settled`: understood, but no route over which packets leave. `hop`: one of the ways of the route before it. */
export type RouteLine = { kind: 'route' | 'hop'; route: Route } | { kind: 'settled' } | { kind: 'broken' };

const settled: RouteLine = { kind: 'settled' };

/** Route types that deliver to the machine itself, or refuse. */
const otherTypes = new Set([
  'local',
  'broadcast',
  'multicast',
  'anycast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
]);
const attributes = new Set([
  'via',
  'dev',
  'proto',
  'scope',
  'src',
  'metric',
  'nhid',
  'table',
  'onlink',
  'linkdown',
  'mtu',
]);

/** A destination in CIDR form: `default`, `10.0.0.0/24`, `10.0.0.5/32`; `null` for anything else. */
export function destinationOf(text: string): string | null {
  if (text === 'default' || text === '0.0.0.0/0' || text === '::/0') return 'default';
  if (parsePrefixed(text) !== null) return text;
  if (!isAddress(text)) return null;
  return `${text}/${isIpv4(text) ? 32 : 128}`;
}

/** One line of `ip route`, `route -n` or `netstat -rn`; `null` for any other. `device` is that of the command. */
export function routeLine(text: string, device: string | null): RouteLine | null {
  const words = wordsOf(text);
  const [first = '', second = ''] = words;
  if (
    /^Kernel IP(?:v6)? routing table$/.test(text.trim()) ||
    (first === 'Destination' && second === 'Gateway')
  )
    return settled;
  if (first === 'nexthop' && (second === 'via' || second === 'dev')) return hop(words);
  if (otherTypes.has(first) && destinationOf(second) !== null) return settled;
  const destination = destinationOf(first === 'unicast' ? second : first);
  if (destination === null) return null;
  if (attributes.has(second) || first === 'unicast') return sentence(destination, words, device);
  return tableRow(words);
}

const after = (words: readonly string[], keyword: string): string | null => {
  const position = words.indexOf(keyword);
  return position < 0 ? null : (words[position + 1] ?? null);
};

/** `via inet6 fe80::1` is an IPv4 route over an IPv6 gateway. */
const gatewayOf = (words: readonly string[]): string | null =>
  after(words, 'inet6') ?? after(words, 'inet') ?? after(words, 'via');

function hop(words: readonly string[]): RouteLine {
  return { kind: 'hop', route: { destination: '', via: gatewayOf(words), interface: after(words, 'dev') } };
}

function sentence(destination: string, words: readonly string[], device: string | null): RouteLine | null {
  const [via, on] = [gatewayOf(words), after(words, 'dev')];
  if ((words.includes('via') && via === null) || (words.includes('dev') && on === null))
    return { kind: 'broken' };
  // Prose may begin with an address, too; and lines of `ip neigh` end with a state in capitals.
  if ((via !== null && !isAddress(via)) || /^[A-Z]{4,}$/.test(words.at(-1) ?? '')) return null;
  // `ip route get` asks where one packet goes: it is no entry of the table.
  if (words.includes('uid') || words.includes('cache')) return settled;
  if (via === null && on === null && device === null && !words.includes('proto')) return null;
  return { kind: 'route', route: { destination, via, interface: on ?? device } };
}

/** `10.0.0.0  0.0.0.0  255.255.255.0  U  0  0  0  eth0`. */
function tableRow(words: readonly string[]): RouteLine | null {
  const [network = '', gateway = '', mask = '', flags = ''] = words;
  const bits = maskBits(mask);
  if (bits === null || words.length !== 8 || !/^[UGHRDMACS!]+$/.test(flags)) return null;
  if (flags.includes('!')) return settled;
  const via = ['0.0.0.0', '*', '-'].includes(gateway) ? null : gateway;
  const destination = bits === 0 ? 'default' : `${network}/${bits}`;
  return { kind: 'route', route: { destination, via, interface: words[7] ?? null } };
}
