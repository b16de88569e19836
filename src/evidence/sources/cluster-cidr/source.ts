//     - --cluster-cidr=10.244.0.0/16
//     - --service-cluster-ip-range=10.96.0.0/12
//   podSubnet: 10.244.0.0/16
//   net-conf.json: { "Network": "10.244.0.0/16", "Backend": { "Type": "vxlan" } }
// NAME                  CIDR          NAT    IPIPMODE      DISABLED
// default-ipv4-ippool   10.80.0.0/14  true   CrossSubnet   false
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { cutRow, hasColumns, isElision, type TableHeader } from '../../text/columns.ts';
import { continues, tableLines } from '../../text/tables.ts';
import { type RangeFact, rangesIn, rangesOfLine } from './named-ranges.ts';

const pods: RangeFact = 'kubernetes.pod-cidrs';
const services: RangeFact = 'kubernetes.service-cidrs';

export const clusterCidr: Source = {
  id: 'cluster-cidr',
  title: 'pod and Service ranges in flags, configurations and IP pools',
  commands: [
    'kubectl get ippools',
    'kubectl get ippool',
    'kubectl get servicecidrs',
    'kubectl get cm',
    'kubectl get configmap',
    'kubectl get nodes',
    'kubectl get node',
    'calicoctl get ippool',
    'calicoctl get ippools',
    'calicoctl ipam show',
  ],
  needles: [
    ...['cidr', 'podSubnet', 'serviceSubnet', 'service-cluster-ip-range', 'serviceClusterIPRange'],
    ...['service_cluster_ip_range', 'FLANNEL_NETWORK', 'FLANNEL_IPV6_NETWORK', '"Network":', '"Network" :'],
    ...[
      'kube_pods_subnet',
      'kube_service_addresses',
      'clusterNetwork',
      'serviceNetwork',
      'IPPool',
      'ipPools',
      'IP Pool',
    ],
    ...['kubeadm init', 'host-local', 'ipam-pools', ' allocated from '],
  ],
  facts: [pods, services],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  let asked = askedFor(block.command ?? '');
  const extra = wordsOfThisText(block);
  let open: RangeFact | null = null;
  readInit(reading, block);
  readAllocated(reading, block);
  let unassigned: Line | null = null;
  for (const { line, header, isHeader } of tableLines(block.lines)) {
    const table = tableOf(header);
    if (asked === pods && /\s<none>\s*$/.test(line.text)) unassigned ??= line;
    if (isHeader) {
      if (table !== null) reading.understand(line);
      open = null;
    } else if (table !== null && readRow(reading, line, table)) {
      open = null;
    } else if (!readPool(reading, line) && !readAsked(reading, line, asked)) {
      const ranges = rangesOfLine(line.text, open, extra);
      for (const { fact, range } of ranges.found) reading.item(fact, range, line);
      open = ranges.open;
    }
    // Such output ends without a line break: the next prompt, and its command, may stand behind it.
    if (/[#$>%] /.test(line.text)) asked = null;
  }
  const ranges = reading.findings.some(({ fact }) => fact === pods);
  if (unassigned !== null && !ranges) reading.none(pods, unassigned);
  return reading;
}

/** What `kubeadm init` gives Services when it is told of pods only. */
const ofKubeadm = '10.96.0.0/12';

function readInit(reading: ReadingBuilder, { command, lines }: Block): void {
  const leavesItOut = (text: string): boolean =>
    /\bkubeadm init\b.{0,200}--pod-network-cidr[= ]\d/.test(text) && !text.includes('--service-cidr');
  const line = lines.find(({ text }) => leavesItOut(text)) ?? lines[0];
  if (line !== undefined && (leavesItOut(line.text) || leavesItOut(command ?? '')))
    reading.item(services, ofKubeadm, line);
}

/** `-o jsonpath='{.items[*].spec.podCIDR}'` and its like: what is printed is what the command names. */
function askedFor(command: string): RangeFact | null {
  if (!/\b(?:jsonpath|custom-columns|go-template|jq)\b/.test(command)) return null;
  return /podCIDR|cluster-?pool-?ipv4|podSubnet|\.spec\.cidr|cluster-cidr/i.test(command)
    ? pods
    : /serviceSubnet|service-cluster-ip-range|serviceCIDR/.test(command)
      ? services
      : null;
}

function readAsked(reading: ReadingBuilder, line: Line, asked: RangeFact | null): boolean {
  if (asked === null) return false;
  const ranges = line.text.split(/[\s"'[\]{}]+/).flatMap((word) => rangesIn(word) ?? []);
  for (const range of ranges) reading.item(asked, range, line);
  return ranges.length > 0;
}

/** `cidr` is a pool's in an IPPool, and `Network` is flannel's in its net-conf.json; elsewhere they say nothing. */
function wordsOfThisText(block: Block): ReadonlyMap<string, RangeFact> {
  const words = new Map<string, RangeFact>();
  const has = (pattern: RegExp): boolean => block.lines.some((line) => pattern.test(line.text));
  // `ipPools:` is a list in the Installation resource of Calico's operator.
  if (/ippools?\b/i.test(block.command ?? '') || has(/\bkind"?: ?"?IPPool\b|^\s{0,40}"?ipPools"?:/))
    words.set('cidr', pods);
  if (has(/"(?:IPv6)?Network"\s{0,5}:\s{0,5}"/)) words.set('Network', pods).set('IPv6Network', pods);
  if (has(/"type"\s{0,5}:\s{0,5}"host-local"/)) words.set('subnet', pods);
  return words;
}

interface RangeTable {
  header: TableHeader;
  column: string;
  fact: RangeFact;
}

const poolColumns = ['NAT', 'IPIPMODE', 'SELECTOR', 'DISABLED', 'VXLANMODE'];

function tableOf(header: TableHeader | null): RangeTable | null {
  if (header === null || !hasColumns(header, ['NAME'])) return null;
  if (hasColumns(header, ['CIDR']) && poolColumns.some((column) => hasColumns(header, [column])))
    return { header, column: 'CIDR', fact: pods };
  return hasColumns(header, ['CIDRS', 'AGE']) ? { header, column: 'CIDRS', fact: services } : null;
}

function readRow(reading: ReadingBuilder, line: Line, { header, column, fact }: RangeTable): boolean {
  const ranges = rangesIn(cutRow(header, line.text)?.get(column) ?? '');
  for (const range of ranges ?? []) reading.item(fact, range, line);
  if (ranges === null && isElision(line.text) && continues(reading, line)) reading.understand(line);
  return ranges !== null;
}

/** Calico keeps its pools in sets; `IPAM: IPv4: 2/254 allocated from 10.0.0.0/24` is of `cilium status`. */
function readAllocated(reading: ReadingBuilder, { command, lines }: Block): void {
  const isSet = /\bcali4\S{0,20}ipam-pools\b/;
  const listed =
    isSet.test(command ?? '') || lines.some(({ text }) => /^Name: /.test(text) && isSet.test(text));
  for (const line of lines) {
    const [from] = /\ballocated from ([0-9.]{7,15}\/\d{1,2})\b/.exec(line.text)?.slice(1) ?? [];
    const member = listed ? /^[0-9.]{7,15}\/\d{1,2}$/.exec(line.text.trim())?.[0] : undefined;
    for (const range of rangesIn(from ?? member ?? '') ?? []) reading.item(pods, range, line);
  }
}

/** `| IP Pool  | 192.168.0.0/16 |      65536 | 9 (0%)     | 65527 (100%) |` of `calicoctl ipam show`. */
function readPool(reading: ReadingBuilder, line: Line): boolean {
  if (!line.text.startsWith('| IP Pool ')) return false;
  const ranges = rangesIn(line.text.split('|')[2]?.trim() ?? '');
  for (const range of ranges ?? []) reading.item(pods, range, line);
  return ranges !== null;
}
