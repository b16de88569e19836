import type { AddressMap } from './address-map.ts';
import { BitMap } from './bit-map.ts';
import type { KeyedBits } from './keyed-bits.ts';

/** What software draws its addresses from: they tell which software, and nothing about a machine. */
const virtualMakers = new Set(
  [
    '00:50:56',
    '00:0c:29',
    '00:15:5d',
    '08:00:27',
    '0a:00:27',
    '52:54:00',
    'fe:54:00',
    'fa:16:3e',
    '00:16:3e',
  ].concat(['00:1c:42', '00:0d:3a', '00:22:48', '60:45:bd', '7c:1e:52']),
);
/** Group addresses, those of redundant gateways (VRRP, HSRP), Calico's, Azure's and all that are one octet repeated. */
const kept =
  /^(?:01:00:5e|01:80:c2|33:33|00:00:5e|00:00:0c:07:ac|00:00:0c:9f:f|12:34:56:78:9a:bc|fe(?::ff){5})|^([\da-f]{2})(?::\1)+$/;
/** Docker, OVN and CNI's bridges, Google's machines: the address's four octets behind two of their own. */
const fromAddress = /^(?:02:42|0a:58|42:01)(?::[\da-f]{2}){4}$/;

/** Maps hardware addresses: equal ones stay equal, makers stay apart, and the bits for groups and local use stay. */
export class HardwareMap {
  readonly #addresses: AddressMap;
  readonly #bits: BitMap;

  constructor(bits: KeyedBits, addresses: AddressMap) {
    this.#addresses = addresses;
    this.#bits = new BitMap(bits, {
      purpose: 'mac',
      pins: null,
      keepsOctet: () => false,
      keepsZeros: () => false,
    });
  }

  /** Takes and gives octets in hexadecimal, of lower case, with colons. */
  to(mac: string): string {
    if (kept.test(mac)) return mac;
    const octets = mac.split(':').map((octet) => Number.parseInt(octet, 16));
    if (fromAddress.test(mac)) return hex([...octets.slice(0, 2), ...this.#addresses.to(octets.slice(2))]);
    const mapped = this.#bits.to(octets);
    if (virtualMakers.has(mac.slice(0, 8))) return hex([...octets.slice(0, 3), ...mapped.slice(3)]);
    // The last two bits of the first octet: group, local.
    return hex([((mapped[0] ?? 0) & 0xfc) | ((octets[0] ?? 0) & 3), ...mapped.slice(1)]);
  }
}

const hex = (octets: readonly number[]): string =>
  octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':');
