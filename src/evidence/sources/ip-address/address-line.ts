import { isAddress, isUnset, parsePrefixed, toMac } from '../../text/addresses.ts';
import { wordsOf } from '../../text/words.ts';

/** What one line of `ip addr` says. */
export type AddressLine =
  /** `3: eth1: <…> mtu 1500 … state UP`. */
  | { kind: 'header'; name: string; up: boolean; mtuBytes: number | null; mac: string | null }
  | { kind: 'link'; mac: string | null }
  /** `label` is the interface that an IPv4 line ends with, its alias number cut off. */
  | { kind: 'address'; address: string; label: string | null }
  /** `2: eth0    inet 10.0.0.5/24 …`, of `ip -o`. */
  | { kind: 'one-line'; name: string; address: string }
  /** `eth0  UP  10.0.0.5/24`, of `ip -br`. */
  | { kind: 'brief'; name: string; up: boolean; addresses: string[] }
  | { kind: 'detail' };

const states = /^(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|TESTING|NOTPRESENT)$/;
const details =
  /^(?:valid_lft |altname |alias |link-net|RX: |TX: |RX errors|TX errors|promiscuity|(?:vxlan|geneve|bridge|bridge_slave|bond|bond_slave|veth|vlan|ipip|tun|macvlan|ipvlan|wireguard|dummy)\b|\d[\d\s]*$)/;
/** Words that may end an IPv4 line of a label-less address. */
const addressFlags =
  /^(?:secondary|dynamic|noprefixroute|deprecated|tentative|permanent|temporary|nodad|global|link|host|site)$/;

const macOf = (text: string | undefined): string | null => {
  const mac = text === undefined ? null : toMac(text);
  return mac === null || isUnset(mac) ? null : mac;
};

/** `eth0` of `eth0@if5`. */
export const baseName = (name: string): string => name.split('@')[0] ?? name;

/** Whether traffic can pass: the operational state where it is known, else the flags. */
export function isUp(flags: readonly string[], state: string | undefined): boolean {
  if (state === 'UP') return true;
  if (state !== undefined && state !== 'UNKNOWN') return false;
  return flags.includes('UP') && !flags.includes('NO-CARRIER');
}

/** Reads one line; `null` when it is none of `ip addr`'s. */
export function addressLine(text: string): AddressLine | null {
  const line = text.trim();
  const words = wordsOf(line);
  const [first = '', second = '', third = ''] = words;
  if (/^\d{1,6}:$/.test(first))
    return second.endsWith(':') && third.startsWith('<') ? header(words) : oneLine(words);
  if (first === 'link/ether' || first === 'link/infiniband') return { kind: 'link', mac: macOf(second) };
  if (/^link\/[a-z0-9]/.test(first)) return { kind: 'link', mac: null };
  if (first === 'inet' || first === 'inet6') return address(words);
  if (states.test(second)) return brief(words);
  return details.test(line) ? { kind: 'detail' } : null;
}

function header(words: readonly string[]): AddressLine {
  const flags = (words[2] ?? '').replace(/[<>]/g, '').split(',');
  const after = (keyword: string) => words[words.indexOf(keyword, 3) + 1];
  const mtu = words.includes('mtu') ? Number(after('mtu')) : Number.NaN;
  return {
    kind: 'header',
    name: baseName((words[1] ?? '').slice(0, -1)),
    up: isUp(flags, words.includes('state') ? after('state') : undefined),
    mtuBytes: Number.isSafeInteger(mtu) ? mtu : null,
    mac: words.includes('link/ether') ? macOf(after('link/ether')) : null,
  };
}

/** `10.0.0.1/24`, or the own side of `10.0.0.1 peer 10.0.0.2/32`, with the prefix length that was printed. */
function prefixed(words: readonly string[], position: number): string | null {
  const own = words[position] ?? '';
  if (parsePrefixed(own) !== null) return own;
  const peer = words[position + 1] === 'peer' ? parsePrefixed(words[position + 2] ?? '') : null;
  return peer !== null && isAddress(own) ? `${own}/${peer.prefixBits}` : null;
}

function address(words: readonly string[]): AddressLine | null {
  const found = prefixed(words, 1);
  if (found === null) return null;
  const last = words.at(-1) ?? '';
  const labelled = words[0] === 'inet' && words.indexOf('scope') > 0 && !addressFlags.test(last);
  return { kind: 'address', address: found, label: labelled ? (last.split(':')[0] ?? last) : null };
}

function oneLine(words: readonly string[]): AddressLine | null {
  const found = words[2] === 'inet' || words[2] === 'inet6' ? prefixed(words, 3) : null;
  return found === null ? null : { kind: 'one-line', name: baseName(words[1] ?? ''), address: found };
}

function brief(words: readonly string[]): AddressLine | null {
  const rest = words.slice(2);
  const addresses = rest.flatMap((_, position) =>
    rest[position - 1] === 'peer' ? [] : (prefixed(rest, position) ?? []),
  );
  if (rest.length > 0 && addresses.length === 0) return null;
  return {
    kind: 'brief',
    name: baseName(words[0] ?? ''),
    up: words[1] !== 'DOWN' && isUp(['UP'], words[1]),
    addresses,
  };
}
