// { "SecurityGroups": [ { "GroupId": "sg-0a1b2c3d4e5f60718", "IpPermissions": [ { "IpProtocol": "tcp", "FromPort": 443, … } ] } ] }
// { "RouteTables": [ { "RouteTableId": "rtb-…", "Routes": [ { "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-…" } ] } ] }
// |  subnet-0f5d7c1a2b3c4d5e6  |  10.0.3.0/24  |  0  |
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { parsePrefixed } from '../../text/addresses.ts';
import { jsonDocuments } from '../../text/json-documents.ts';
import { objectsWithin } from '../../text/json-objects.ts';
import { at, type JsonObject, textAt, wholeNumber } from '../../text/json-value.ts';
import { permissionRow } from './permission-row.ts';
import { podRoutesOf, routeTableOf } from './route-table.ts';
import { barePermissionsOf, securityRulesOf } from './security-rules.ts';

export const awsVpc: Source = {
  id: 'aws-vpc',
  title: 'aws ec2 describe-security-groups, -network-acls, -route-tables, -subnets, -vpc-attribute',
  commands: [
    'aws ec2 describe-security-groups',
    'aws ec2 describe-security-group-rules',
    'aws ec2 describe-network-acls',
    'aws ec2 describe-route-tables',
    'aws ec2 describe-subnets',
    'aws ec2 describe-vpc-attribute',
  ],
  needles: [
    'IpPermissions',
    '"IpProtocol"',
    '"IsEgress"',
    'NetworkAclId',
    'RouteTableId',
    'AvailableIpAddressCount',
    'EnableDns',
    'subnet-',
  ],
  facts: [
    'cloud.security-rules',
    'cloud.route-tables',
    'cloud.pod-routes',
    'cloud.subnets',
    'aws.vpc-dns-support',
    'aws.vpc-dns-hostnames',
  ],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const { first, last, parsed, lines } of jsonDocuments(block.lines)) {
    if (parsed === null) {
      if (lines.some(({ text }) => /"(?:IpPermissions|RouteTableId|NetworkAclId)"/.test(text)))
        reading.fail(first, last);
      continue;
    }
    const before = reading.findings.length;
    for (const { object, span } of objectsWithin(parsed.value, parsed.span))
      take(reading, object, [span.first, span.last]);
    for (const rule of barePermissionsOf(parsed.value, block.command ?? ''))
      reading.item('cloud.security-rules', rule, first, last);
    if (reading.findings.length > before) reading.understand(first, last);
  }
  if (/AvailableIp/.test(block.command ?? '') || block.lines.some(({ text }) => isFreeHeader(text)))
    for (const line of block.lines) readRow(reading, line);
  if (/IpPermissions(?!Egress)|SecurityGroupRules\[\?!IsEgress/.test(block.command ?? ''))
    for (const line of block.lines)
      for (const rule of permissionRow(line.text)) reading.item('cloud.security-rules', rule, line);
  return reading;
}

function take(reading: ReadingBuilder, object: JsonObject, lines: readonly [Line, Line]): void {
  for (const rule of securityRulesOf(object)) reading.item('cloud.security-rules', rule, ...lines);
  const table = routeTableOf(object);
  if (table !== null) reading.item('cloud.route-tables', table, ...lines);
  for (const range of podRoutesOf(object)) reading.item('cloud.pod-routes', range, ...lines);
  const subnet = textAt(object, 'SubnetId') ?? textAt(object, 'Id') ?? textAt(object, 'ID');
  const free =
    wholeNumber(object['AvailableIpAddressCount']) ??
    (subnet?.startsWith('subnet-') === true ? wholeNumber(Object.values(object).find(isCount)) : undefined);
  if (free !== undefined) {
    const range = textAt(object, 'CidrBlock');
    const known = { id: subnet ?? range ?? 'SUBNET', freeAddresses: free };
    reading.item('cloud.subnets', range === undefined ? known : { ...known, range }, ...lines);
  }
  for (const [property, fact] of attributes) {
    const value = at(object, property, 'Value');
    if (typeof value === 'boolean') reading.value(fact, value, ...lines);
  }
}

const attributes = [
  ['EnableDnsSupport', 'aws.vpc-dns-support'],
  ['EnableDnsHostnames', 'aws.vpc-dns-hostnames'],
] as const;

const isCount = (value: unknown): boolean => typeof value === 'number';
const isFreeHeader = (text: string): boolean =>
  text.startsWith('SUBNETS\t') || (text.includes('|') && /\bAvailableIp/i.test(text));

/** A row of `--output table` or `text`: the subnet, and the one number that stands alone. */
function readRow(reading: ReadingBuilder, line: Line): void {
  const cells = line.text.split(/[|\s]+/).filter((cell) => cell !== '');
  const id = cells.find((cell) => /^subnet-[0-9a-f]{8,17}$/.test(cell));
  const counts = cells.filter((cell) => /^\d{1,7}$/.test(cell));
  const [count] = counts;
  if (id === undefined || count === undefined || counts.length > 1) {
    if (isFreeHeader(line.text)) reading.understand(line);
    return;
  }
  const range = cells.find((cell) => parsePrefixed(cell) !== null);
  const subnet = { id, freeAddresses: Number(count) };
  reading.item('cloud.subnets', range === undefined ? subnet : { ...subnet, range }, line);
}
