// masterAuthorizedNetworksConfig:
//   cidrBlocks:
//   - cidrBlock: 198.51.100.0/24
//   enabled: true
// privateClusterConfig:
//   enablePrivateEndpoint: true
// NAME                     NETWORK  DIRECTION  PRIORITY  ALLOW              DENY  DISABLED
// gke-shop-1f2e3d4c-master shop     INGRESS    1000      tcp:10250,tcp:443        False
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { cutRow, hasColumns, type TableHeader } from '../../text/columns.ts';
import { jsonDocuments } from '../../text/json-documents.ts';
import { objectsWithin } from '../../text/json-objects.ts';
import { isObject } from '../../text/json-value.ts';
import { tableLines } from '../../text/tables.ts';
import { yamlDocument } from '../../text/yaml-document.ts';
import { isGkeCluster, isNetworks, readCluster, readNetworks } from './cluster.ts';
import { firewallRowOf, firewallRulesOf } from './firewall.ts';
import { flattenedCluster } from './flattened.ts';
import { readListing, readValues } from './values.ts';

export const gkeDescribe: Source = {
  id: 'gke-describe',
  title: 'gcloud container clusters describe, gcloud compute firewall-rules and routes',
  commands: [
    'gcloud container clusters describe',
    'gcloud container clusters list',
    'gcloud compute firewall-rules list',
    'gcloud compute firewall-rules describe',
    'gcloud compute routes list',
  ],
  needles: [
    'privateClusterConfig',
    'masterAuthorizedNetworksConfig',
    'controlPlaneEndpointsConfig',
    'INGRESS',
    'DEST_RANGE',
    'MASTER_IP',
    'SOURCE_RANGES',
    'SRC_RANGES',
    'masterIpv4CidrBlock=',
    'cidrBlocks',
  ],
  facts: [
    'gke.private-endpoint-only',
    'gke.private-nodes',
    'gke.private-endpoint',
    'gke.control-plane-range',
    'gke.authorized-networks-enabled',
    'gke.authorized-networks',
    'cloud.security-rules',
    'cloud.pod-routes',
  ],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const { first, last, parsed, lines } of jsonDocuments(block.lines)) {
    if (parsed === null) continue;
    const before = reading.findings.length;
    const objects = objectsWithin(parsed.value, parsed.span);
    const hasCluster = objects.some(({ object }) => isGkeCluster(object));
    for (const { object, span } of objects) {
      const own = lines.slice(span.start, span.end + 1);
      if (isGkeCluster(object)) readCluster(reading, object, lineIn(own, span.first));
      if (!hasCluster && isNetworks(object)) readNetworks(reading, object, span.first);
      for (const rule of firewallRulesOf(object))
        reading.item('cloud.security-rules', rule, span.first, span.last);
    }
    if (reading.findings.length > before) reading.understand(first, last);
  }
  if (reading.findings.length === 0) readYaml(reading, block.lines);
  const flat = reading.findings.length === 0 ? flattenedCluster(block.lines) : null;
  const [first] = block.lines;
  if (flat !== null && first !== undefined) readCluster(reading, flat, lineIn(block.lines, first));
  if (reading.findings.length === 0) readValues(reading, block);
  readTable(reading, block.lines);
  return reading;
}

const lineIn =
  (lines: readonly Line[], fallback: Line) =>
  (name: string): Line =>
    lines.find(({ text }) => text.includes(name)) ?? fallback;

/** In characters: a described cluster takes a tenth of it. */
const longestYaml = 128 * 1024;

/** Properties that only these two outputs have at the start of a line. */
const isStart = ({ text }: Line): boolean =>
  /^(?:privateClusterConfig|masterAuthorizedNetworksConfig|controlPlaneEndpointsConfig|allowed|denied):/.test(
    text,
  );

function readYaml(reading: ReadingBuilder, lines: readonly Line[]): void {
  const from = lines.findIndex(({ text }) => /^[a-zA-Z]+:(?: |$)/.test(text));
  const own = lines.slice(Math.max(from, 0));
  const [first, last] = [own[0], own.at(-1)];
  if (from < 0 || !own.some(isStart) || first === undefined || last === undefined) return;
  const value = yamlDocument(own, longestYaml)?.value;
  if (!isObject(value)) return;
  if (isGkeCluster(value)) readCluster(reading, value, lineIn(own, first));
  for (const rule of firewallRulesOf(value)) reading.item('cloud.security-rules', rule, first, last);
  if (reading.findings.length > 0) reading.understand(first, last);
}

/** A route whose next hop is a machine: by address, or by zone and name. */
function readRoute(reading: ReadingBuilder, line: Line, row: ReadonlyMap<string, string>): void {
  const [range = '', hop = ''] = [row.get('DEST_RANGE'), row.get('NEXT_HOP')];
  if (!/^[\d.]{7,15}\/\d{1,2}$/.test(range)) return;
  if (/^\d+\.\d+\.\d+\.\d+$|\/instances\//.test(hop)) reading.item('cloud.pod-routes', range, line);
  else reading.understand(line);
}

/** As gcloud prints it, or as the formats do that its own documentation of private clusters shows. */
const isFirewallTable = (header: TableHeader): boolean =>
  hasColumns(header, ['NAME', 'DIRECTION', 'PRIORITY', 'ALLOW']) ||
  hasColumns(header, ['NAME', 'SOURCE_RANGES', 'ALLOW']) ||
  hasColumns(header, ['NAME', 'SRC_RANGES', 'ALLOW']);

function readTable(reading: ReadingBuilder, lines: readonly Line[]): void {
  for (const { line, header, isHeader } of tableLines(lines)) {
    if (header !== null && hasColumns(header, ['NAME', 'MASTER_IP', 'STATUS']))
      readListing(reading, line, isHeader ? null : cutRow(header, line.text));
    if (header !== null && hasColumns(header, ['NAME', 'NETWORK', 'DEST_RANGE', 'NEXT_HOP'])) {
      if (isHeader) reading.understand(line);
      else readRoute(reading, line, cutRow(header, line.text) ?? new Map());
    }
    if (header === null || !isFirewallTable(header)) continue;
    const row = isHeader ? null : cutRow(header, line.text);
    const rules = row === null ? [] : firewallRowOf(row);
    for (const rule of rules) reading.item('cloud.security-rules', rule, line);
    if (isHeader || rules.length > 0 || /^(?:IN|E)GRESS$/.test(row?.get('DIRECTION') ?? ''))
      reading.understand(line);
  }
}
