import { isIPv6 } from 'node:net';

const masked = /^(?:\*+|[xX]+)$/;
const hexOctet = /^[0-9a-fA-F]{1,2}$/;

/** What a value may stand for when somebody hid it: a run of `*` or of `x`. */
const isMasked = (part: string): boolean => masked.test(part);

const isOctet = (part: string): boolean => isMasked(part) || (/^\d{1,3}$/.test(part) && Number(part) <= 255);

/** Dotted IPv4, with any octet possibly masked: `10.0.0.1`, `***.24.69.222`, `10.x.x.5`. */
export function isIpv4(text: string): boolean {
  if (text.length > 63) return false;
  const octets = text.split('.');
  return octets.length === 4 && octets.every(isOctet);
}

/** IPv6, with any group possibly masked, and with a zone: `fe80::1`, `2001:db8:****::1`, `fe80::1%eth0`. */
export function isIpv6(text: string): boolean {
  if (text.length > 128 || !text.includes(':')) return false;
  if (isIPv6(text)) return true;
  return isIPv6(
    text
      .split(':')
      .map((group) => (isMasked(group) ? '0' : group))
      .join(':'),
  );
}

/** An IPv4 or IPv6 address, masked ones too, without port or prefix length. */
export const isAddress = (text: string): boolean => isIpv4(text) || isIpv6(text);

function macOctets(text: string): string[] | null {
  if (text.length > 120) return null;
  const octets = text.split(text.includes('-') ? '-' : ':');
  // 6 octets are Ethernet, 20 are InfiniBand.
  if (octets.length !== 6 && octets.length !== 20) return null;
  return octets.every((octet) => hexOctet.test(octet) || isMasked(octet)) ? octets : null;
}

/** A hardware address with colons or dashes, leading zeros left out (macOS) and masked octets allowed. */
export const isMac = (text: string): boolean => macOctets(text) !== null;

/** A hardware address as facts carry it: lower case, colons, two digits an octet. `null` when it is none. */
export function toMac(text: string): string | null {
  const octets = macOctets(text);
  return octets?.map((octet) => octet.toLowerCase().padStart(2, '0')).join(':') ?? null;
}

/** All zeros or all ones: a placeholder, not the hardware address of a machine. Takes the form of `toMac`. */
export const isUnset = (mac: string): boolean => /^(?:00:)+00$/.test(mac) || /^(?:ff:)+ff$/.test(mac);

export interface PrefixedAddress {
  address: string;
  family: 4 | 6;
  prefixBits: number;
}

/** `10.0.0.1/24` in its parts; `null` when it is not an address with a prefix length. */
export function parsePrefixed(text: string): PrefixedAddress | null {
  const slash = text.lastIndexOf('/');
  if (slash < 0 || !/^\d{1,3}$/.test(text.slice(slash + 1))) return null;
  const address = text.slice(0, slash);
  const prefixBits = Number(text.slice(slash + 1));
  if (isIpv4(address)) return prefixBits <= 32 ? { address, family: 4, prefixBits } : null;
  return isIpv6(address) && prefixBits <= 128 ? { address, family: 6, prefixBits } : null;
}

/** The prefix length of `255.255.255.0` or `0xffffff00`; `null` for what is no mask. */
export function maskBits(mask: string): number | null {
  if (/^0x[0-9a-f]{8}$/i.test(mask)) return onesOf(Number.parseInt(mask.slice(2), 16));
  if (!/^[\d.]{7,15}$/.test(mask) || !isIpv4(mask)) return null;
  return onesOf(mask.split('.').reduce((bits, octet) => bits * 256 + Number(octet), 0));
}

function onesOf(mask: number): number | null {
  const bits = mask.toString(2).padStart(32, '0').indexOf('0');
  const ones = bits < 0 ? 32 : bits;
  return mask === 2 ** 32 - 2 ** (32 - ones) ? ones : null;
}

/** Whether an IPv4 address, or a range that begins with it, is in private use (RFC 1918). */
export const isPrivateIpv4 = (text: string): boolean =>
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(text);
