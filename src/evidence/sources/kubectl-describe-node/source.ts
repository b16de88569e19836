// Name:               worker-2
// Conditions:
//   Type    Status    LastHeartbeatTime                 LastTransitionTime                Reason              Message
//   Ready   Unknown   Tue, 04 Mar 2025 09:02:11 +0000   Tue, 04 Mar 2025 09:02:54 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress, parsePrefixed } from '../../text/addresses.ts';
import { type Description, descriptions, fieldValue } from '../../text/description.ts';
import { conditionRow } from './condition-row.ts';
import { describedAddress, describedNode } from './described-node.ts';

export const kubectlDescribeNode: Source = {
  id: 'kubectl-describe-node',
  title: 'kubectl describe node',
  commands: ['kubectl describe node', 'kubectl describe nodes', 'kubectl describe no'],
  needles: ['LastHeartbeatTime', 'KubeletReady', 'KubeletNotReady', 'NodeStatusUnknown', ' InternalIP:'],
  facts: [
    'kubernetes.nodes',
    'kubernetes.node-addresses',
    'kubernetes.node-conditions',
    'kubernetes.pod-cidrs',
  ],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const described = descriptions(block.lines);
  for (const description of described) readDescription(reading, description);
  const seen = new Set(described.flatMap(({ lines }) => lines));
  // People paste the table alone.
  for (const line of block.lines) if (!seen.has(line)) readCondition(reading, line, null);
  if (described.length === 0) readAddress(reading, block);
  return reading;
}

function readDescription(reading: ReadingBuilder, description: Description): void {
  const conditions = description.lines.flatMap((line) => readCondition(reading, line, description.name));
  const node = describedNode(description, conditions);
  if (node === null) {
    const address = describedAddress(description);
    if (address !== null)
      reading.item('kubernetes.node-addresses', address, description.first, description.last);
    return;
  }
  reading.item('kubernetes.nodes', node, description.first, description.last);
  for (const cidr of new Set([fieldValue(description, 'PodCIDR'), ...cidrsOf(description)]))
    if (cidr !== undefined && parsePrefixed(cidr) !== null)
      reading.item('kubernetes.pod-cidrs', cidr, description.first, description.last);
}

/** The section of addresses alone: the command names the node. */
function readAddress(reading: ReadingBuilder, { words, lines }: Block): void {
  const at = words.findIndex((word) => /^no(?:des?)?$/.test(word));
  const node = words[0] === 'kubectl' && words.includes('describe') && at > 0 ? words[at + 1] : undefined;
  const line = lines.find(({ text }) => /^\s+InternalIP:\s/.test(text));
  const address = line?.text.trim().split(/\s+/)[1];
  if (node === undefined || node.startsWith('-') || line === undefined || address === undefined) return;
  if (isAddress(address)) reading.item('kubernetes.node-addresses', { node, address }, line);
}

const cidrsOf = (description: Description): string[] =>
  (fieldValue(description, 'PodCIDRs') ?? '').split(',');

function readCondition(reading: ReadingBuilder, line: Line, node: string | null) {
  const condition = conditionRow(line.text);
  if (condition === null) return [];
  reading.item('kubernetes.node-conditions', { node, ...condition }, line);
  return [condition];
}
