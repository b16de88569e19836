// $ gcloud container clusters describe shop --format='value(endpoint,privateClusterConfig.enablePrivateEndpoint)'
// 10.100.0.2	True
// cidrBlocks=[{'cidrBlock': '198.51.100.0/28', 'displayName': 'office'}];enabled=True
import type { Block, Line, ReadingBuilder } from '../../source.ts';
import { isAddress, isPrivateIpv4 } from '../../text/addresses.ts';

/** What `--format='value(…)'` prints of one cluster: one line, its cells parted by tabs. */
export function readValues(reading: ReadingBuilder, block: Block): void {
  const paths = /\bvalue\(([\w.,[\] ]{1,500})\)/.exec(block.command ?? '')?.[1];
  const printed = block.lines.filter(({ text }) => text.trim() !== '');
  const [line] = printed;
  if (paths === undefined || line === undefined || printed.length !== 1) return;
  const cells = line.text.split('\t');
  for (const [position, path] of paths.split(',').entries())
    readValue(reading, line, { path: path.trim(), value: cells[position]?.trim() ?? '' });
}

const switches: Readonly<Record<string, string>> = {
  'privateClusterConfig.enablePrivateEndpoint': 'gke.private-endpoint-only',
  'privateClusterConfig.enablePrivateNodes': 'gke.private-nodes',
  'masterAuthorizedNetworksConfig.enabled': 'gke.authorized-networks-enabled',
};

function readValue(
  reading: ReadingBuilder,
  line: Line,
  { path, value }: { path: string; value: string },
): void {
  const flag = switches[path];
  // What is off is left out, and its cell is empty.
  if (flag !== undefined && /^(?:True|False|)$/.test(value)) reading.value(flag, value === 'True', line);
  if (path === 'privateClusterConfig' && value.includes('=')) readPrivateConfig(reading, line, value);
  if (path === 'privateClusterConfig.privateEndpoint' && isAddress(value))
    reading.value('gke.private-endpoint', value, line);
  if (path === 'privateClusterConfig.masterIpv4CidrBlock' && /^[\d.]{7,15}\/\d{1,2}$/.test(value))
    reading.value('gke.control-plane-range', value, line);
  if (!path.startsWith('masterAuthorizedNetworksConfig') || path.endsWith('.enabled')) return;
  const ranges = value.match(/\b\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}\b/g) ?? [];
  if (path === 'masterAuthorizedNetworksConfig')
    reading.value('gke.authorized-networks-enabled', value.includes('enabled=True'), line);
  for (const range of ranges) reading.item('gke.authorized-networks', range, line);
}

/** `enablePrivateNodes=True;masterIpv4CidrBlock=172.16.0.0/28;privateEndpoint=172.16.0.2` */
function readPrivateConfig(reading: ReadingBuilder, line: Line, value: string): void {
  const pairs = new Map(value.split(';').map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']));
  for (const name of [
    'enablePrivateEndpoint',
    'enablePrivateNodes',
    'privateEndpoint',
    'masterIpv4CidrBlock',
  ])
    readValue(reading, line, { path: `privateClusterConfig.${name}`, value: pairs.get(name) ?? '' });
}

/** A listing shows the endpoint in use: a private address where there is no public one. `null` is the header's row. */
export function readListing(
  reading: ReadingBuilder,
  line: Line,
  row: ReadonlyMap<string, string> | null,
): void {
  const address = row?.get('MASTER_IP') ?? '';
  if (row === null || isAddress(address)) reading.understand(line);
  if (!isAddress(address)) return;
  reading.value('gke.private-endpoint-only', isPrivateIpv4(address), line);
  if (isPrivateIpv4(address)) reading.value('gke.private-endpoint', address, line);
}
