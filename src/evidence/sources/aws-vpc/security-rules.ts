import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { at, isObject, type JsonObject, listAt, textAt, wholeNumber } from '../../text/json-value.ts';

const protocols = wordTable<string>({ '-1': 'any', '6': 'tcp', '17': 'udp', '1': 'icmp' });

const protocolOf = (value: unknown): string => protocols[`${value}`] ?? `${value}`.toLowerCase();

/** What an object of `describe-security-groups`, `-group-rules` or `-network-acls` states; empty for others. */
export function securityRulesOf(object: JsonObject): SecurityRule[] {
  const group = textAt(object, 'GroupId') ?? textAt(object, 'GroupName') ?? 'GROUP';
  if (Array.isArray(object['IpPermissions']) || Array.isArray(object['IpPermissionsEgress']))
    return [
      ...listAt(object, 'IpPermissions').flatMap((one) => permissionOf(one, { group, direction: 'ingress' })),
      ...listAt(object, 'IpPermissionsEgress').flatMap((one) =>
        permissionOf(one, { group, direction: 'egress' }),
      ),
    ];
  if (typeof object['IsEgress'] === 'boolean')
    return permissionOf(object, { group, direction: object['IsEgress'] ? 'egress' : 'ingress' });
  const acl = textAt(object, 'NetworkAclId');
  return acl === undefined ? [] : listAt(object, 'Entries').flatMap((entry) => entryOf(entry, acl));
}

/** What `--query 'SecurityGroups[0].IpPermissions'` leaves: permissions without the group around them. */
export function barePermissionsOf(value: unknown, command: string): SecurityRule[] {
  if (!Array.isArray(value)) return [];
  const direction = /IpPermissionsEgress/.test(command) ? ('egress' as const) : ('ingress' as const);
  return value
    .flat(2)
    .filter((one) => isObject(one) && 'IpProtocol' in one && !('IsEgress' in one))
    .flatMap((one) => permissionOf(one, { group: 'GROUP', direction }));
}

type Side = Pick<SecurityRule, 'group' | 'direction'>;

function permissionOf(permission: unknown, side: Side): SecurityRule[] {
  if (!isObject(permission)) return [];
  const protocol = protocolOf(permission['IpProtocol']);
  const from = wholeNumber(permission['FromPort']) ?? 0;
  const to = wholeNumber(permission['ToPort']) ?? 65535;
  const rule = {
    cloud: 'aws' as const,
    kind: 'group' as const,
    ...side,
    action: 'allow' as const,
    protocol,
    fromPort: protocol === 'any' ? 0 : Math.max(from, 0),
    toPort: protocol === 'any' || to < 0 ? 65535 : to,
  };
  const remotes = remotesOf(permission);
  return remotes.map((remote) => ({ ...rule, remote }));
}

function remotesOf(permission: JsonObject): string[] {
  const listed = [
    ...listAt(permission, 'IpRanges').map((range) => textAt(range, 'CidrIp')),
    ...listAt(permission, 'Ipv6Ranges').map((range) => textAt(range, 'CidrIpv6')),
    ...listAt(permission, 'UserIdGroupPairs').map((pair) => textAt(pair, 'GroupId')),
    ...listAt(permission, 'PrefixListIds').map((list) => textAt(list, 'PrefixListId')),
    textAt(permission, 'CidrIpv4'),
    textAt(permission, 'CidrIpv6'),
    textAt(permission, 'ReferencedGroupInfo', 'GroupId'),
  ];
  return listed.filter((remote) => remote !== undefined);
}

function entryOf(entry: unknown, group: string): SecurityRule[] {
  const priority = wholeNumber(at(entry, 'RuleNumber'));
  const action = textAt(entry, 'RuleAction');
  if (!isObject(entry) || priority === undefined || (action !== 'allow' && action !== 'deny')) return [];
  return [
    {
      cloud: 'aws',
      kind: 'acl',
      group,
      direction: entry['Egress'] === true ? 'egress' : 'ingress',
      action,
      priority,
      protocol: protocolOf(entry['Protocol']),
      fromPort: wholeNumber(at(entry, 'PortRange', 'From')) ?? 0,
      toPort: wholeNumber(at(entry, 'PortRange', 'To')) ?? 65535,
      remote: textAt(entry, 'CidrBlock') ?? textAt(entry, 'Ipv6CidrBlock') ?? 'any',
    },
  ];
}
