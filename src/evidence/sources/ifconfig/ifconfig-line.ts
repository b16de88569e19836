import { isAddress, isUnset, maskBits, parsePrefixed, toMac } from '../../text/addresses.ts';
import { wordsOf } from '../../text/words.ts';

/** What one line of `ifconfig` says about an interface. */
export interface IfconfigLine {
  /** Begins an interface. */
  name?: string;
  mac?: string;
  mtuBytes?: number;
  up?: boolean;
  /** In CIDR form. */
  address?: string;
}

const counters =
  /^(?:RX|TX)[ :]|^(?:collisions:|device (?:interrupt|memory)|Interrupt:|Memory:|Base address|loop\s|unspec\s|tunnel\s|txqueuelen |status: |media: |nd6 options|options=|inet6? |groups: |supported |lladdr )|^[A-Z][A-Z ]*MULTICAST/;

/** Reads one line of net-tools, old and new, busybox, BSD or macOS; `null` when it is none of theirs. */
export function ifconfigLine(text: string): IfconfigLine | null {
  const words = wordsOf(text);
  const [first = '', second = ''] = words;
  if (/^[\w.@-]+(?::\d+)?:$/.test(first) && second.startsWith('flags=')) return modernHeader(words);
  if (/^\S/.test(text) && second === 'Link' && (words[2] ?? '').startsWith('encap:')) return oldHeader(words);
  if (first === 'ether') return hardware(second);
  if (first === 'inet' || first === 'inet6') return address(words);
  if (words.some((word) => /^MTU:\d+$/.test(word))) return oldFlags(words);
  return counters.test(text.trim()) ? {} : null;
}

/** `eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500`. */
function modernHeader(words: readonly string[]): IfconfigLine {
  const flags = (words[1] ?? '').replace(/^[^<]*<|>.*$/g, '').split(',');
  const mtu = Number(words[words.indexOf('mtu') + 1]);
  return {
    name: (words[0] ?? '').slice(0, -1),
    up: flags.includes('UP') && flags.includes('RUNNING'),
    ...(words.includes('mtu') && Number.isSafeInteger(mtu) ? { mtuBytes: mtu } : {}),
  };
}

/** `eth0      Link encap:Ethernet  HWaddr 02:42:AC:11:00:02`. */
function oldHeader(words: readonly string[]): IfconfigLine {
  const mac = words.includes('HWaddr') ? hardware(words[words.indexOf('HWaddr') + 1] ?? '') : {};
  return { name: words[0] ?? '', up: false, ...mac };
}

/** `UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1`. */
function oldFlags(words: readonly string[]): IfconfigLine {
  const mtu = words.find((word) => word.startsWith('MTU:'))?.slice(4);
  return { up: words.includes('UP') && words.includes('RUNNING'), mtuBytes: Number(mtu) };
}

function hardware(text: string): IfconfigLine {
  const mac = toMac(text);
  return mac === null || isUnset(mac) ? {} : { mac };
}

/** `inet 10.0.0.5  netmask 255.255.255.0`, `inet addr:10.0.0.5  Mask:255.255.255.0`, `inet6 fe80::1  prefixlen 64`. */
function address(words: readonly string[]): IfconfigLine | null {
  const [family, second = '', third = ''] = words;
  if (family === 'inet6') {
    const address =
      second === 'addr:' ? third : `${second.split('%')[0]}/${words[words.indexOf('prefixlen') + 1]}`;
    return parsePrefixed(address) === null ? null : { address };
  }
  const own = second.startsWith('addr:') ? second.slice('addr:'.length) : second;
  const old = words.find((word) => word.startsWith('Mask:'))?.slice('Mask:'.length);
  const bits = maskBits(old ?? words[words.indexOf('netmask') + 1] ?? '');
  if (!isAddress(own) || (old === undefined && !words.includes('netmask'))) return null;
  return bits === null ? {} : { address: `${own}/${bits}` };
}
