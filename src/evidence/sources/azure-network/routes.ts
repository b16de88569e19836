import type { CloudRouteTable } from '../../../facts/cloud-network.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { type JsonObject, listAt, textAt } from '../../text/json-value.ts';

interface Route {
  prefix: string;
  hop: string;
  state: string;
}

/** One route of `az network route-table route list`, or of a network interface's effective routes. */
export function routeOf(object: JsonObject): Route | null {
  const hop = textAt(object, 'nextHopType');
  const prefixes = listAt(object, 'addressPrefix').filter((item) => typeof item === 'string');
  const prefix = textAt(object, 'addressPrefix') ?? prefixes[0];
  if (hop === undefined || prefix === undefined) return null;
  return { prefix, hop, state: textAt(object, 'state') ?? 'Active' };
}

const hops = wordTable<CloudRouteTable['default']>({
  internet: 'internet',
  virtualappliance: 'appliance',
  none: 'dropped',
  virtualnetworkgateway: 'gateway',
});

/** A default route that somebody made, out of all routes that were shown; `null` when there is none. */
export function tableOf(routes: readonly Route[], id: string): CloudRouteTable | null {
  const way = routes.find(({ prefix, state }) => prefix === '0.0.0.0/0' && state !== 'Invalid');
  const kind = hops[way?.hop.toLowerCase().replaceAll(' ', '') ?? ''];
  return kind === undefined ? null : { cloud: 'azure', id, default: kind, blackholes: [] };
}
