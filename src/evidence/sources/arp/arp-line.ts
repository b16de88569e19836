import type { ArpEntry } from '../../../facts/host.ts';
import { isAddress, isMac, isUnset, toMac } from '../../text/addresses.ts';
import { wordsOf } from '../../text/words.ts';

/** What one line of an ARP table turns out to be. */
export type ArpLine =
  | { kind: 'entry'; entry: ArpEntry }
  /** A header, or an entry that no machine is behind (multicast, broadcast, proxy). */
  | { kind: 'settled' }
  /** `Interface: 192.168.1.5 --- 0xb`: what follows was learnt there. */
  | { kind: 'windows-interface' }
  | { kind: 'empty-table' }
  | { kind: 'broken' }
  | { kind: 'other' };

const settled: ArpLine = { kind: 'settled' };
const broken: ArpLine = { kind: 'broken' };
const other: ArpLine = { kind: 'other' };

const hardwareTypes = new Set(['ether', 'infiniband', 'loop', 'dlci', 'ieee802.11', 'tunnel', '0x1', '0x20']);
const hostName = /^[A-Za-z0-9_][\w.-]{0,252}$/;

const entry = (learnt: Omit<ArpEntry, 'state'>, state?: string): ArpLine => ({
  kind: 'entry',
  entry: state === undefined ? learnt : { ...learnt, state },
});

/** Reads one line of `arp -n|-e|-a` (Linux, busybox, BSD, macOS, Windows) or of /proc/net/arp. */
export function arpLine(text: string, afterWindowsInterface: boolean): ArpLine {
  const words = wordsOf(text);
  const [first = '', second = '', third = ''] = words;
  if (first === 'Address' && second.startsWith('HWtype')) return settled;
  if (/^(?:IP address\s+HW type|Internet Address\s+Physical Address)/.test(text.trim())) return settled;
  if (/^Interface: \S+ (?:---|on Interface)/.test(text.trim())) return { kind: 'windows-interface' };
  if (/^No ARP Entries Found/.test(text.trim())) return { kind: 'empty-table' };
  if (/ -- no entry\b|^Entries: \d|^arp: in \d+ entries no match/.test(text.trim())) return settled;
  if (third === 'at' && second.startsWith('(') && second.endsWith(')')) return sentence(words);
  if (first.startsWith('0x') || second.startsWith('0x')) return kernelRow(words);
  if (hardwareTypes.has(second) && (isAddress(first) || hostName.test(first))) return tableRow(words);
  if (second === '(incomplete)' && (isAddress(first) || hostName.test(first)))
    return entry({ address: first, mac: null, interface: third === '' ? null : third }, 'INCOMPLETE');
  return afterWindowsInterface || /^\s+\S/.test(text) ? windowsRow(words) : other;
}

/** `? (10.0.0.1) at 02:42:ac:11:00:02 [ether] PERM on eth0`. */
function sentence(words: readonly string[]): ArpLine {
  const address = (words[1] ?? '').slice(1, -1);
  const where = words[3] ?? '';
  const on = words.indexOf('on');
  const name = on < 0 ? null : (words[on + 1] ?? null);
  if (!isAddress(address)) return other;
  if (where === '<incomplete>' || where === '(incomplete)')
    return entry({ address, mac: null, interface: name }, 'INCOMPLETE');
  if (where === '<from_interface>') return settled;
  const mac = toMac(where);
  if (mac === null) return /^[0-9a-f]{1,2}:/i.test(where) ? broken : other;
  if (isUnset(mac) || isGroup(mac)) return settled;
  return entry(
    { address, mac, interface: name },
    words.some((word) => /^(?:PERM|permanent)$/.test(word)) ? 'PERMANENT' : undefined,
  );
}

/** `10.0.0.1  ether  02:42:ac:11:00:02  C  eth0`. */
function tableRow(words: readonly string[]): ArpLine {
  const [address = '', , where = '', flags = ''] = words;
  const mac = toMac(where);
  const name = words.at(-1) ?? null;
  if (mac === null || words.length < 5 || !/^[CMP!]+$/.test(flags)) return isHardware(words) ? broken : other;
  return entry({ address, mac, interface: name }, flags.includes('M') ? 'PERMANENT' : undefined);
}

/** A row that was cut off still has an address, a type and the beginning of a hardware address. */
const isHardware = (words: readonly string[]): boolean =>
  isAddress(words[0] ?? '') && /^[0-9a-f*]{2}(?::|$)/i.test(words[2] ?? '');

/** `10.0.0.1  0x1  0x2  02:42:ac:11:00:02  *  eth0`, of /proc/net/arp. */
function kernelRow(words: readonly string[]): ArpLine {
  const [address = '', type = '', flags = '', where = '', , name = null] = words;
  if (!isAddress(address) || !type.startsWith('0x') || !flags.startsWith('0x')) return other;
  const mac = toMac(where);
  if (mac === null || words.length !== 6) return broken;
  if (isUnset(mac)) return entry({ address, mac: null, interface: name }, 'INCOMPLETE');
  return entry({ address, mac, interface: name }, (Number(flags) & 4) === 4 ? 'PERMANENT' : undefined);
}

/** `192.168.1.1  00-1a-2b-3c-4d-5e  dynamic`; the type is in the language of Windows. */
function windowsRow(words: readonly string[]): ArpLine {
  const [address = '', where = '', type = ''] = words;
  const mac = toMac(where);
  if (words.length !== 3 || !isAddress(address) || !isMac(where) || !where.includes('-') || mac === null)
    return other;
  if (isGroup(mac)) return settled;
  if (isUnset(mac) || type === 'invalid') return entry({ address, mac: null, interface: null }, 'INCOMPLETE');
  return entry({ address, mac, interface: null }, type === 'static' ? 'PERMANENT' : undefined);
}

/** Multicast and broadcast hardware addresses are computed, not learnt. */
const isGroup = (mac: string): boolean => /^(?:01:00:5e|33:33):/.test(mac) || mac === 'ff:ff:ff:ff:ff:ff';
