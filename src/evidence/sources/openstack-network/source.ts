// | ID | IP Protocol | Ethertype | IP Range | Port Range | Direction | Remote Security Group | Remote Address Group |
// | port_security_enabled | True |
import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { wholeNumber } from '../../text/json-value.ts';

export const openstackNetwork: Source = {
  id: 'openstack-network',
  title: 'openstack security group rule list, openstack port show',
  commands: ['openstack security group rule list', 'openstack port show'],
  needles: ['| IP Protocol', 'port_security_enabled'],
  facts: ['cloud.security-rules', 'openstack.ports'],
  read,
};

const cellsOf = ({ text }: Line): string[] | null => {
  const trimmed = text.trim();
  if (!trimmed.startsWith('|') || !trimmed.endsWith('|')) return null;
  return trimmed
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  let columns: string[] | null = null;
  for (const line of block.lines) {
    const cells = cellsOf(line);
    if (cells === null) {
      if (columns !== null && /^\+[-+]{5,}\+$/.test(line.text.trim())) reading.understand(line);
      continue;
    }
    if (cells.includes('IP Protocol')) {
      columns = cells;
      reading.understand(line);
    } else if (columns !== null && cells.length === columns.length)
      readRule(reading, line, { columns, cells });
  }
  readPort(reading, block.lines);
  return reading;
}

const isUnset = (cell: string): boolean => cell === '' || cell === 'None' || cell === 'any';

interface Row {
  columns: readonly string[];
  cells: readonly string[];
}

function readRule(reading: ReadingBuilder, line: Line, { columns, cells }: Row): void {
  const of = (name: string): string => cells[columns.indexOf(name)] ?? '';
  const protocol = isUnset(of('IP Protocol')) ? 'any' : of('IP Protocol').toLowerCase();
  const [range, group] = [of('IP Range'), of('Remote Security Group')];
  const [from, to] = of('Port Range').split(':').map(wholeNumber);
  // Older clients do not print the direction: the two rules for anything are those that every group has for egress.
  const isEgress = columns.includes('Direction')
    ? of('Direction') === 'egress'
    : protocol === 'any' && isUnset(group) && isUnset(range);
  const rule: SecurityRule = {
    cloud: 'openstack',
    kind: 'group',
    group: of('Security Group') || 'security group',
    direction: isEgress ? 'egress' : 'ingress',
    action: 'allow',
    protocol: named[protocol] ?? protocol,
    fromPort: from ?? 0,
    toPort: to ?? 65535,
    remote: isUnset(group) ? (isUnset(range) ? 'any' : range) : group,
  };
  reading.item('cloud.security-rules', rule, line);
}

const named = wordTable<string>({ ipip: '4', ipencap: '4', '6': 'tcp', '17': 'udp' });

function readPort(reading: ReadingBuilder, lines: readonly Line[]): void {
  const rows = lines.flatMap((line) => {
    const [name = '', value = '', ...more] = cellsOf(line) ?? [];
    return name === '' || more.length > 0 ? [] : [{ line, name, value }];
  });
  const of = (name: string) => rows.find((row) => row.name === name);
  const security = of('port_security_enabled');
  if (security === undefined || !/^(?:true|false)$/i.test(security.value)) return;
  const port = {
    id: of('id')?.value ?? 'PORT',
    security: security.value.toLowerCase() === 'true',
    allowedAddresses: [
      ...(of('allowed_address_pairs')?.value ?? '').matchAll(/\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/g),
    ].map(([address]) => address),
  };
  reading.item('openstack.ports', port, security.line);
  for (const { line } of rows) reading.understand(line);
}
