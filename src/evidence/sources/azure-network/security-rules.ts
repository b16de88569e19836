import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { type JsonObject, listAt, textAt, wholeNumber } from '../../text/json-value.ts';

/** What one rule of `az network nsg show|rule list` or `nic list-effective-nsg` states; empty for other objects. */
export function securityRulesOf(object: JsonObject): SecurityRule[] {
  const direction = textAt(object, 'direction')?.toLowerCase();
  const access = textAt(object, 'access')?.toLowerCase();
  const priority = wholeNumber(object['priority']);
  if ((direction !== 'inbound' && direction !== 'outbound') || priority === undefined) return [];
  if (access !== 'allow' && access !== 'deny') return [];
  const name = textAt(object, 'name');
  const remote = textsAt(object, direction === 'inbound' ? 'source' : 'destination', 'AddressPrefix')[0];
  return textsAt(object, 'destination', 'PortRange').flatMap((range) => {
    const ports = portsOf(range);
    if (ports === null) return [];
    return {
      cloud: 'azure' as const,
      kind: 'acl' as const,
      group: groupOf(textAt(object, 'id')),
      ...(name === undefined ? {} : { name }),
      direction: direction === 'inbound' ? ('ingress' as const) : ('egress' as const),
      action: access,
      priority,
      protocol: protocolOf(textAt(object, 'protocol')),
      fromPort: ports[0],
      toPort: ports[1],
      remote: remote === undefined || remote === '*' ? 'any' : remote,
    };
  });
}

/** `destinationPortRange`, `destinationPortRanges`, and what has been left out, which means all. */
function textsAt(object: JsonObject, side: string, what: string): string[] {
  const one = textAt(object, `${side}${what}`);
  const plural = what.endsWith('x') ? `${what}es` : `${what}s`;
  const several = listAt(object, `${side}${plural}`).filter((item) => typeof item === 'string');
  const found = one === undefined ? several : [one, ...several];
  return found.length > 0 ? found : ['*'];
}

export function portsOf(range: string): readonly [number, number] | null {
  if (range === '*') return [0, 65535];
  const [from, to = from] = range.split('-').map(wholeNumber);
  return from === undefined || to === undefined ? null : [from, to];
}

export const protocolOf = (name = '*'): string =>
  name === '*' || /^all$/i.test(name) ? 'any' : name.toLowerCase();

/** The network security group's name within a rule's id. */
const groupOf = (id: string | undefined): string =>
  /\/networkSecurityGroups\/([^/]{1,80})\//i.exec(id ?? '')?.[1] ?? 'network security group';
