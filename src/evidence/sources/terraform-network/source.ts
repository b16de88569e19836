// resource "google_container_cluster" "edge" {
//   master_authorized_networks_config {
//     cidr_blocks {
//       cidr_block = "198.51.100.0/28"
import { wordTable } from '../../../lib/word-table.ts';
import { parseRange } from '../../network-range.ts';
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { plainText } from '../../text/plain-text.ts';
import { type HclBlock, hclBlocks } from './blocks.ts';
import { rulesOf } from './rules.ts';

export const terraformNetwork: Source = {
  id: 'terraform-network',
  title: 'Terraform: security groups and firewalls, and who may reach the endpoint of EKS, GKE and AKS',
  commands: ['cat main.tf'],
  needles: [
    'from_port',
    'google_compute_firewall',
    'security_rule',
    'master_authorized_networks_config',
    'private_cluster_config',
    'endpoint_public_access',
    'endpoint_private_access',
    'authorized_ip_ranges',
    'private_cluster_enabled',
    'enable_private_endpoint',
    'master_authorized',
    'access_cidrs',
  ],
  facts: [
    'cloud.security-rules',
    'gke.authorized-networks-enabled',
    'gke.authorized-networks',
    'gke.private-endpoint-only',
    'gke.private-nodes',
    'gke.control-plane-range',
    'eks.endpoint-public-access',
    'eks.endpoint-private-access',
    'eks.public-access-cidrs',
    'aks.authorized-ip-ranges',
    'aks.private-cluster',
    'cloud.api-access-ranges',
  ],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const open = [...hclBlocks(block.lines)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const before = reading.findings.length;
    for (const rule of rulesOf(next)) reading.item('cloud.security-rules', rule, next.first, next.last);
    readAccess(reading, next);
    if (reading.findings.length > before) reading.understand(next.first, next.last);
    open.push(...next.children);
  }
  return reading;
}

/** Switches by their name in a block, as the providers and the usual modules name them. */
const switches = wordTable<string>({
  endpoint_public_access: 'eks.endpoint-public-access',
  cluster_endpoint_public_access: 'eks.endpoint-public-access',
  endpoint_private_access: 'eks.endpoint-private-access',
  cluster_endpoint_private_access: 'eks.endpoint-private-access',
  enable_private_endpoint: 'gke.private-endpoint-only',
  enable_private_nodes: 'gke.private-nodes',
  private_cluster_enabled: 'aks.private-cluster',
});

const lists = wordTable<string>({
  public_access_cidrs: 'eks.public-access-cidrs',
  cluster_endpoint_public_access_cidrs: 'eks.public-access-cidrs',
  endpoint_public_access_cidrs: 'eks.public-access-cidrs',
  authorized_ip_ranges: 'aks.authorized-ip-ranges',
  api_server_authorized_ip_ranges: 'aks.authorized-ip-ranges',
});

/** Variables of one's own for such lists: `default_public_access_cidrs`, `cluster_endpoint_allowed_cidrs`. */
const ofAnyCloud =
  /^\w{0,40}(?:public_access|endpoint\w{0,20}|authorized|api_server\w{0,20})_(?:cidrs|cidr_blocks|ranges|ip_ranges|networks)$/;

function readAccess(reading: ReadingBuilder, { name, values, children, first, last }: HclBlock): void {
  for (const [key, words] of values) {
    const [word] = words;
    const [flag, list] = [switches[key], lists[key]];
    if (flag !== undefined && (word === 'true' || word === 'false'))
      reading.value(flag, word === 'true', first, last);
    if (list !== undefined) for (const range of words) reading.item(list, plainText(range), first, last);
    if (list === undefined && ofAnyCloud.test(key))
      for (const range of words.filter((text) => parseRange(text) !== null))
        reading.item('cloud.api-access-ranges', range, first, last);
    if (key === 'master_ipv4_cidr_block' && word !== undefined && word !== '')
      reading.value('gke.control-plane-range', plainText(word), first, last);
  }
  if (name !== 'master_authorized_networks_config') return;
  const ranges = children.flatMap((child) => child.values.get('cidr_block')?.[0] ?? []);
  reading.value('gke.authorized-networks-enabled', true, first, last);
  for (const range of ranges) reading.item('gke.authorized-networks', plainText(range), first, last);
}
