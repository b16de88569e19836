//   "apiServerAccessProfile": { "authorizedIpRanges": ["73.140.245.0/24"], "enablePrivateCluster": false },
//   "fqdn": "myakscluster-dns-3f2a1b0c.hcp.eastus.azmk8s.io",
//   "networkProfile": { "networkPlugin": "azure", "outboundType": "loadBalancer", "podCidr": null, "serviceCidr": "10.0.0.0/16" },
//   "powerState": { "code": "Running" }
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { dashTables } from '../../text/dash-table.ts';
import { jsonDocuments, lineOfProperty } from '../../text/json-documents.ts';
import { isObject, type JsonObject } from '../../text/json-value.ts';
import { queryOf } from '../../text/selecting-query.ts';
import { yamlDocument } from '../../text/yaml-document.ts';
import { clusterProperties, isClusterObject, readProperty } from './properties.ts';
import { readQueryOutput } from './query-output.ts';

export const azAksShow: Source = {
  id: 'az-aks-show',
  title: 'az aks show and az aks list',
  commands: ['az aks show', 'az aks list', 'az aks update', 'az aks create'],
  needles: [
    '"apiServerAccessProfile"',
    '"networkProfile"',
    '"enablePrivateCluster"',
    '"outboundType"',
    'apiServerAccessProfile:',
    'ProvisioningState',
  ],
  facts: [
    'aks.private-cluster',
    'aks.authorized-ip-ranges',
    'aks.fqdn',
    'aks.private-fqdn',
    'aks.outbound-type',
    'aks.network-plugin',
    'aks.power-state',
    'kubernetes.pod-cidrs',
    'kubernetes.service-cidrs',
  ],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  // Node pools have a power state of their own.
  const asked = block.words.includes('aks') && !block.words.includes('nodepool');
  const query = asked ? queryOf(block) : null;
  if (query !== null && readQueryOutput(reading, query, block.lines)) {
    claimAll(reading, block.lines);
    return reading;
  }
  for (const document of jsonDocuments(block.lines)) {
    const { first, last, lines, parsed } = document;
    if (parsed === null) {
      if (lines.some((line) => /"(?:apiServerAccessProfile|agentPoolProfiles)"/.test(line.text)))
        reading.fail(first, last);
      continue;
    }
    const lineOf = (name: string) => lineOfProperty(document, parsed.span, name);
    readCluster(reading, parsed.value, lineOf);
    if (isClusterObject(alone(parsed.value))) reading.understand(first, last);
  }
  readExcerpt(reading, block.lines);
  if (asked || block.lines.some((line) => line.text.startsWith('apiServerAccessProfile:')))
    readYaml(reading, block.lines);
  readTables(reading, block.lines);
  return reading;
}

function claimAll(reading: ReadingBuilder, lines: readonly Line[]): void {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first !== undefined && last !== undefined) reading.understand(first, last);
}

/** A list of one cluster is that cluster; of several, nothing says which one is meant. */
const alone = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

function readCluster(reading: ReadingBuilder, value: unknown, lineOf: (name: string) => Line): void {
  const cluster = alone(value);
  if (!isClusterObject(cluster)) return;
  for (const property of clusterProperties(cluster)) {
    const [parent = '', name = parent] = property.path.split('.');
    const line = lineOf(property.value === null ? parent : name);
    readProperty(reading, { ...property, first: line, last: line });
  }
}

/** `"apiServerAccessProfile": {` to its end, cut out of the document by whoever pasted it. */
function readExcerpt(reading: ReadingBuilder, lines: readonly Line[]): void {
  const start = lines.findIndex(({ text }) => /^ {0,8}"apiServerAccessProfile": \{$/.test(text));
  const indent = lines[start]?.text.search(/\S/) ?? 0;
  const length = lines
    .slice(start)
    .findIndex(({ text }) => text.search(/\S/) === indent && text.trim().startsWith('}'));
  if (start < 0 || length < 1 || length > 100 || reading.findings.length > 0) return;
  const own = lines.slice(start, start + length + 1);
  const [first, last] = [own[0], own.at(-1)];
  const value = parseExcerpt(own.map(({ text }) => text).join('\n'));
  if (first === undefined || last === undefined || value === null) return;
  readCluster(reading, { ...value, fqdn: null }, () => first);
  reading.understand(first, last);
}

function parseExcerpt(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(`{${text.trim().replace(/,$/, '')}}`);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** In characters; whole clusters take a tenth of it. */
const longestCluster = 128 * 1024;

function readYaml(reading: ReadingBuilder, lines: readonly Line[]): void {
  const start = lines.findIndex((line) => /^[a-zA-Z]+:(?: |$)/.test(line.text));
  const own = lines.slice(Math.max(start, 0));
  const [first] = own;
  const cluster = start < 0 || first === undefined ? null : yamlDocument(own, longestCluster);
  if (cluster === null || first === undefined || !isClusterObject(cluster.value)) return;
  const lineOf = (name: string): Line =>
    own.find((line) => line.text.trimStart().startsWith(`${name}:`)) ?? first;
  readCluster(reading, cluster.value, lineOf);
  claimAll(reading, own);
}

/** The table of `-o table` shows the name of the API server, and nothing else that is of use. */
function readTables(reading: ReadingBuilder, lines: readonly Line[]): void {
  for (const { names, rows, header, underline } of dashTables(lines)) {
    const fqdn = names.indexOf('Fqdn');
    if (fqdn < 0 || !names.includes('ProvisioningState')) continue;
    reading.understand(header, underline);
    for (const { line, cells } of rows) {
      reading.understand(line);
      if (rows.length === 1)
        readProperty(reading, { path: 'fqdn', value: cells[fqdn], first: line, last: line });
    }
  }
}
