import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import { CulpritError } from '../../lib/errors.ts';
import { socketOf } from './socket-of.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** An IPv6 client has a whole /64 to choose its addresses from. */
const PREFIX_PARTS = 4;

/**
 * Tells where a request comes from, as a name to count under: an IPv4 address, or an IPv6 /64; `null` without a connection.
 * X-Forwarded-For is read from its end for as long as trusted proxies wrote it.
 * Throws `invalid-setting` for a network that is none.
 */
export function clientAddresses(trustedProxies: readonly string[]): (context: Context) => string | null {
  const trusted = trustedProxies.map(networkOf);
  return (context) => {
    const peer = peerOf(context);
    if (peer === null) return null;
    if (trusted.length === 0 && !peer.includes(':')) return peer;
    const forwarded = (): string | undefined => context.req.header('x-forwarded-for');
    return nameOf(clientOf(peer, trusted, forwarded));
  };
}

function networkOf(text: string): Network {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.toByteArray().length * 8];
  } catch (cause) {
    throw new CulpritError(
      'invalid-setting',
      `CULPRIT_TRUSTED_PROXIES has "${text}", which is no address or network.`,
      { cause },
    );
  }
}

/** The last address that no trusted proxy has; what is no address is not believed, and ends the search. */
function clientOf(peer: string, trusted: readonly Network[], forwarded: () => string | undefined): Address {
  let client = ipaddr.process(peer);
  if (!isTrusted(client, trusted)) return client;
  const hops = (forwarded() ?? '').split(',').map((hop) => hop.trim());
  for (const hop of hops.reverse()) {
    if (!ipaddr.isValid(hop)) break;
    client = ipaddr.process(hop);
    if (!isTrusted(client, trusted)) break;
  }
  return client;
}

const isTrusted = (address: Address, trusted: readonly Network[]): boolean =>
  trusted.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits));

function nameOf(address: Address): string {
  if (!('parts' in address)) return address.toString();
  // The loopback address is told from the rest of its network, of which there is none.
  if (address.range() === 'loopback') return '::1';
  const parts = address.parts.slice(0, PREFIX_PARTS).map((part) => part.toString(16));
  return `${parts.join(':')}::/64`;
}

function peerOf(context: Context): string | null {
  const address = socketOf(context)?.remoteAddress;
  return typeof address === 'string' ? address : null;
}
