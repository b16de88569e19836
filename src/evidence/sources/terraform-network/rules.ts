import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { wholeNumber } from '../../text/json-value.ts';
import type { HclBlock } from './blocks.ts';

const one = ({ values }: HclBlock, ...names: string[]): string | undefined =>
  names.map((name) => values.get(name)?.[0]).find((value) => value !== undefined);

const protocolOf = (name: string): string =>
  ['-1', 'all', '*', ''].includes(name) ? 'any' : name.toLowerCase();

/** Rules that one block states by itself or by its children; empty for other blocks. */
export function rulesOf(block: HclBlock): SecurityRule[] {
  const type = block.labels[0] ?? '';
  if (type === 'google_compute_firewall') return googleRules(block);
  if (type === 'azurerm_network_security_rule' || block.name === 'security_rule') return azureRules(block);
  return awsRules(block, type);
}

/** `ingress { … }`, `aws_security_group_rule`, and the maps that terraform-aws-eks takes. */
function awsRules(block: HclBlock, type: string): SecurityRule[] {
  const from = wholeNumber(one(block, 'from_port'));
  const protocol = one(block, 'protocol', 'ip_protocol');
  const way = /ingress|egress/.exec(`${one(block, 'type') ?? ''} ${type} ${block.name}`)?.[0];
  if (from === undefined || protocol === undefined || way === undefined) return [];
  const all = protocolOf(protocol) === 'any';
  return [
    {
      cloud: 'aws',
      kind: 'group',
      group: block.labels[1] ?? block.name,
      direction: way === 'egress' ? 'egress' : 'ingress',
      action: 'allow',
      protocol: protocolOf(protocol),
      fromPort: all ? 0 : from,
      toPort: all ? 65535 : (wholeNumber(one(block, 'to_port')) ?? from),
      remote: one(block, 'cidr_blocks', 'cidr_ipv4') ?? 'any',
    },
  ];
}

function googleRules(block: HclBlock): SecurityRule[] {
  const egress = one(block, 'direction') === 'EGRESS';
  const remotes = block.values.get(egress ? 'destination_ranges' : 'source_ranges') ?? ['any'];
  return block.children
    .filter(({ name }) => name === 'allow' || name === 'deny')
    .flatMap((traffic) =>
      (traffic.values.get('ports') ?? ['0-65535']).flatMap((ports) => {
        const [from, to = from] = ports.split('-').map(wholeNumber);
        if (from === undefined || to === undefined) return [];
        return {
          cloud: 'gcp' as const,
          kind: 'firewall' as const,
          group: 'VPC firewall',
          name: one(block, 'name') ?? block.labels[1] ?? 'firewall',
          direction: egress ? ('egress' as const) : ('ingress' as const),
          action: traffic.name === 'allow' ? ('allow' as const) : ('deny' as const),
          priority: wholeNumber(one(block, 'priority')) ?? 1000,
          protocol: protocolOf(one(traffic, 'protocol') ?? ''),
          fromPort: from,
          toPort: to,
          remote: remotes[0] ?? 'any',
        };
      }),
    );
}

function azureRules(block: HclBlock): SecurityRule[] {
  const [direction, access] = [one(block, 'direction'), one(block, 'access')];
  const priority = wholeNumber(one(block, 'priority'));
  if (direction === undefined || access === undefined || priority === undefined) return [];
  const inwards = direction.toLowerCase() === 'inbound';
  const ports = block.values.get('destination_port_ranges') ??
    block.values.get('destination_port_range') ?? ['*'];
  const remote = one(block, inwards ? 'source_address_prefix' : 'destination_address_prefix') ?? '*';
  return ports.flatMap((range) => {
    const [from, to = from] = range === '*' ? [0, 65535] : range.split('-').map(wholeNumber);
    if (from === undefined || to === undefined) return [];
    return {
      cloud: 'azure' as const,
      kind: 'acl' as const,
      group: one(block, 'network_security_group_name') ?? 'network security group',
      name: one(block, 'name') ?? 'rule',
      direction: inwards ? ('ingress' as const) : ('egress' as const),
      action: access.toLowerCase() === 'allow' ? ('allow' as const) : ('deny' as const),
      priority,
      protocol: protocolOf(one(block, 'protocol') ?? '*'),
      fromPort: from,
      toPort: to,
      remote: remote === '*' ? 'any' : remote,
    };
  });
}
