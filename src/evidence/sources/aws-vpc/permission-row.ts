import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { isAddress, parsePrefixed } from '../../text/addresses.ts';
import { wholeNumber } from '../../text/json-value.ts';

const protocols = wordTable<string>({ '-1': 'any', '6': 'tcp', '17': 'udp', '1': 'icmp' });

/** `tcp  443  443  172.30.0.0/16  None`: what a query made of `IpPermissions`, as text or table; empty for other lines. */
export function permissionRow(text: string): SecurityRule[] {
  const cells = text.split(/[|\s]+/).filter((cell) => cell !== '');
  const [protocol = '', from = '', to = '', ...others] = cells;
  if (!/^(?:tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(protocol)) return [];
  if (![from, to].every((port) => /^(?:None|-1|\d{1,5})$/.test(port))) return [];
  const remotes = others.filter(
    (cell) => /^(?:sg|pl)-[0-9a-fx*]{4,20}$/.test(cell) || parsePrefixed(cell) !== null || isAddress(cell),
  );
  const name = protocols[protocol] ?? protocol;
  const all = name === 'any' || wholeNumber(from) === undefined;
  // A query that leaves out who may come leaves the ports at least.
  return (remotes.length > 0 ? remotes : ['any']).map((remote) => ({
    cloud: 'aws',
    kind: 'group',
    group: 'security group',
    direction: 'ingress',
    action: 'allow',
    protocol: name,
    fromPort: all ? 0 : (wholeNumber(from) ?? 0),
    toPort: all ? 65535 : (wholeNumber(to) ?? 65535),
    remote,
  }));
}
