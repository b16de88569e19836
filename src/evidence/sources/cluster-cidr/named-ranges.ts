import { parsePrefixed } from '../../text/addresses.ts';

export type RangeFact = 'kubernetes.pod-cidrs' | 'kubernetes.service-cidrs';

/** Names of settings that hold a range, in lower case and without `-` and `_`, by what the range is for. */
const settings = new Map<string, RangeFact>([
  ...[
    'clustercidr', // kube-proxy, kube-controller-manager, k3s, RKE, kops
    'podcidr', // kubelet, nodes, k0s
    'podcidrs',
    'newpodcidr', // kubelet's log
    'podsubnet', // kubeadm
    'podnetworkcidr',
    'clusterpoolipv4cidr', // Cilium
    'clusterpoolipv4podcidrlist',
    'clusterpoolipv6cidr',
    'calicoipv4poolcidr',
    'calicoipv6poolcidr',
    'flannelnetwork', // flannel's subnet.env
    'flannelipv6network',
    'kubepodssubnet', // kubespray
    'clusteripv4cidr', // GKE
    'clusteripv4cidrblock',
    'clusternetwork', // OpenShift
  ].map((name) => [name, 'kubernetes.pod-cidrs'] as const),
  ...[
    'serviceclusteriprange',
    'servicecidr',
    'servicecidrs',
    'servicesubnet', // kubeadm
    'servicenetwork', // OpenShift
    'serviceipv4cidr', // EKS
    'serviceipv6cidr',
    'servicesipv4cidr', // GKE
    'servicesipv4cidrblock',
    'kubeserviceaddresses', // kubespray
  ].map((name) => [name, 'kubernetes.service-cidrs'] as const),
]);

/** These spellings are Azure's: az-aks-show reads them, with the document around them. */
const azureSpellings = new Set(['podCidr', 'podCidrs', 'serviceCidr', 'serviceCidrs']);

/** Which ranges a setting holds; `null` for any other word. */
function rangeFactOf(word: string): RangeFact | null {
  if (word.length > 40 || azureSpellings.has(word)) return null;
  const name = word.replaceAll(/[-_]/g, '').toLowerCase();
  return settings.get(name) ?? null;
}

/** The ranges of a comma-separated list; `null` when one of its parts is none. */
export function rangesIn(text: string): string[] | null {
  const parts = text.split(',').filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => parsePrefixed(part) !== null) ? parts : null;
}

export interface NamedRange {
  fact: RangeFact;
  range: string;
}

export interface LineRanges {
  found: NamedRange[];
  /** The setting that the line ends with, whose value follows on the next lines. */
  open: RangeFact | null;
}

/**
 * Ranges behind the settings that a line names: `--cluster-cidr=A,B`, `podSubnet: "A"`, `"clusterCIDR": ["A"]`,
 * `map[cidr:A]`. `carried` is the setting left open by the line before; `extra` names settings that mean
 * something in this text only.
 */
export function rangesOfLine(
  text: string,
  carried: RangeFact | null,
  extra: ReadonlyMap<string, RangeFact>,
): LineRanges {
  const found: NamedRange[] = [];
  let open = carried;
  for (const { 0: word } of text.matchAll(/[^\s="'`{}[\]();\\|]+/g)) {
    const ranges = rangesIn(word);
    if (ranges !== null) {
      if (open !== null)
        found.push(...ranges.map((range) => ({ fact: open ?? 'kubernetes.pod-cidrs', range })));
      continue;
    }
    if (word === '-' || word === ':' || word === ',' || word === 'value:') continue;
    const colon = word.indexOf(':');
    const name = word.slice(0, colon < 0 ? undefined : colon).replace(/^-{1,2}/, '');
    const fact = rangeFactOf(name) ?? extra.get(name) ?? null;
    open = fact ?? (name === 'cidr' ? open : null);
    const glued = colon < 0 || open === null ? null : rangesIn(word.slice(colon + 1));
    if (open !== null && glued !== null) for (const range of glued) found.push({ fact: open, range });
  }
  return { found, open };
}
