// [ { "name": "DenyAll", "access": "Deny", "direction": "Outbound", "priority": 4000, "destinationPortRange": "*", … } ]
// [ { "addressPrefix": "0.0.0.0/0", "name": "default", "nextHopIpAddress": "10.9.0.4", "nextHopType": "VirtualAppliance" } ]
// Name     ResourceGroup  Priority  SourcePortRanges  SourceAddressPrefixes  …  Access  Protocol  Direction
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { dashTables } from '../../text/dash-table.ts';
import { jsonDocuments } from '../../text/json-documents.ts';
import { objectsWithin } from '../../text/json-objects.ts';
import type { JsonObject } from '../../text/json-value.ts';
import { readMetricTable } from './metric-table.ts';
import { metricsOf } from './metrics.ts';
import { routeOf, tableOf } from './routes.ts';
import { portsOf, securityRulesOf } from './security-rules.ts';

export const azureNetwork: Source = {
  id: 'azure-network',
  title: 'az network nsg, route-table and nic (effective rules and routes), az monitor metrics list',
  commands: [
    'az network nsg show',
    'az network nsg rule list',
    'az network nic list-effective-nsg',
    'az network nic show-effective-route-table',
    'az network route-table show',
    'az network route-table route list',
    'az monitor metrics list',
  ],
  needles: [
    'nextHopType',
    'NextHopType',
    'Next Hop Type',
    '"destinationPortRange',
    'Inbound',
    'Outbound',
    '"timeseries"',
    'SNAT',
  ],
  facts: ['cloud.security-rules', 'cloud.route-tables', 'cloud.pod-routes', 'azure.metrics'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const { first, last, parsed } of jsonDocuments(block.lines)) {
    if (parsed === null) continue;
    const before = reading.findings.length;
    const objects = objectsWithin(parsed.value, parsed.span);
    for (const { object, span } of objects) {
      for (const rule of securityRulesOf(object))
        reading.item('cloud.security-rules', rule, span.first, span.last);
      for (const metric of metricsOf(object)) reading.item('azure.metrics', metric, span.first, span.last);
    }
    readRoutes(
      reading,
      objects.map(({ object }) => object),
      [first, last],
    );
    if (reading.findings.length > before) reading.understand(first, last);
  }
  for (const table of dashTables(block.lines)) {
    readTable(reading, table, sideOf(block.command ?? ''));
    readMetricTable(reading, table);
  }
  return reading;
}

function readRoutes(
  reading: ReadingBuilder,
  objects: readonly JsonObject[],
  lines: readonly [Line, Line],
): void {
  const routes = objects.map(routeOf).filter((route) => route !== null);
  const table = tableOf(routes, 'route table');
  if (table !== null) reading.item('cloud.route-tables', table, ...lines);
  for (const { prefix, hop } of routes)
    if (/^VirtualAppliance$/i.test(hop) && prefix !== '0.0.0.0/0')
      reading.item('cloud.pod-routes', prefix, ...lines);
}

type Table = ReturnType<typeof dashTables>[number];

/** A query may choose one direction and not print it. */
const sideOf = (command: string): string => /\b(?:Inbound|Outbound)\b/.exec(command)?.[0] ?? '';

function readTable(reading: ReadingBuilder, { names, rows, header, underline }: Table, side: string): void {
  const keys = names.map((name) => name.toLowerCase().replaceAll(' ', ''));
  const isRules =
    keys.includes('access') &&
    (keys.includes('direction') || side !== '') &&
    (keys.includes('priority') || keys.includes('prio'));
  const isRoutes = keys.includes('nexthoptype') && keys.some((key) => key.startsWith('addressprefix'));
  if (!isRules && !isRoutes) return;
  reading.understand(header, underline);
  for (const { line, cells } of rows) {
    const of = (...wanted: string[]): string => cells[keys.findIndex((key) => wanted.includes(key))] ?? '';
    reading.understand(line);
    if (isRoutes) readRoutes(reading, [routeRow(of)], [line, line]);
    else
      for (const rule of securityRulesOf(ruleRow(of, side))) reading.item('cloud.security-rules', rule, line);
  }
}

type Cell = (...wanted: string[]) => string;

const routeRow = (of: Cell): JsonObject => ({
  nextHopType: of('nexthoptype'),
  addressPrefix: of('addressprefix', 'addressprefixes'),
  state: of('state') || 'Active',
});

/** A cell of several ranges parts them with blanks. */
const ruleRow = (of: Cell, side: string): JsonObject => ({
  name: of('name'),
  direction: of('direction') || side,
  access: of('access'),
  priority: of('priority', 'prio'),
  protocol: of('protocol', 'proto'),
  sourceAddressPrefix: of('sourceaddressprefix', 'sourceaddressprefixes', 'source', 'src'),
  destinationAddressPrefix: of(
    'destinationaddressprefix',
    'destinationaddressprefixes',
    'destination',
    'dst',
    'dest',
  ),
  destinationPortRanges: of('destinationportrange', 'destinationportranges', 'ports', 'port')
    .split(/[ ,]+/)
    .filter((range) => portsOf(range) !== null),
});
