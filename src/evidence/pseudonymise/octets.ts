import ipaddr from 'ipaddr.js';

/** The octets of an IPv4 address up to the first hidden one. */
export function knownOctets(text: string): number[] {
  const octets = text.split('.');
  const hidden = octets.findIndex((octet) => !/^\d/.test(octet));
  return octets.slice(0, hidden < 0 ? 4 : hidden).map(Number);
}

/** The octets of an IPv6 address without its zone. */
export const octets6 = (text: string): number[] => ipaddr.IPv6.parse(text).toByteArray();

/** As RFC 5952 writes it; an IPv4 address within it stays dotted when it was. */
export function formatted6(octets: readonly number[], like: string): string {
  if (!like.includes('.')) return ipaddr.fromByteArray([...octets]).toString();
  const shown = ipaddr.fromByteArray([...octets.slice(0, 12), 0, 0, 0, 0]).toString();
  return `${shown.replace(/:0:0$/, ':').replace(/::$/, '::')}${octets.slice(12).join('.')}`;
}
