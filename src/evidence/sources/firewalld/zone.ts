import type { Opening, Treatment } from '../../../facts/netfilter.ts';
import { wordTable } from '../../../lib/word-table.ts';
import { portRanges } from '../../packet-filter/filter-rule.ts';
import type { Line } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';

/** One zone of `firewall-cmd --list-all`, as far as it says what comes in. */
export interface Zone {
  readonly active: boolean;
  readonly first: Line;
  last: Line;
  target: string | null;
  interfaces: readonly string[];
  sources: readonly string[];
  openings: { opening: Opening; line: Line }[];
}

const header = /^([\w-]{1,32})(?: \(((?:default|active)(?:, (?:default|active))?)\))?\s*$/;

/** `public (active)`; a name alone counts only when its first setting follows. */
export function zoneHeader(line: Line, next: Line | undefined): Zone | null {
  const found = header.exec(line.text);
  if (found === null || !/^\s+(?:target|icmp-block-inversion|interfaces): ?/.test(next?.text ?? ''))
    return null;
  const active = (found[2] ?? '').includes('active');
  return { active, first: line, last: line, target: null, interfaces: [], sources: [], openings: [] };
}

/** Takes one line of a zone in; `false` when the zone ends before it. */
export function takeSetting(zone: Zone, line: Line): boolean {
  const rich = /^\s+rule /.test(line.text);
  const setting = /^\s+([a-z][a-z -]{3,30}):(.*)$/.exec(line.text);
  if (!rich && setting === null) return false;
  zone.last = line;
  const [, name = '', value = ''] = setting ?? [];
  const words = wordsOf(value);
  if (rich) addRich(zone, line);
  else if (name === 'target') zone.target = words[0] ?? null;
  else if (name === 'interfaces') zone.interfaces = words;
  else if (name === 'sources') zone.sources = words;
  else if (name === 'ports') addPorts(zone, words, line);
  else if (name === 'services')
    addPorts(
      zone,
      words.flatMap((service) => services[service] ?? []),
      line,
    );
  return true;
}

export function addPorts({ openings }: Pick<Zone, 'openings'>, words: readonly string[], line: Line): void {
  for (const word of words) {
    const [ports = '', protocol = 'tcp'] = word.split('/');
    for (const [fromPort, toPort] of portRanges(ports) ?? [])
      openings.push({ opening: { protocol, fromPort, toPort, source: null }, line });
  }
}

/** `rule family="ipv4" source address="10.0.0.0/24" port port="10250" protocol="tcp" accept`. */
function addRich({ openings }: Zone, line: Line): void {
  if (!/\saccept\s*$/.test(line.text)) return;
  const source = /\bsource address="([^"]{1,60})"/.exec(line.text)?.[1] ?? null;
  const port = /\bport port="([\d-]{1,11})" protocol="(\w{1,8})"/.exec(line.text);
  const [fromPort, toPort] = portRanges(port?.[1] ?? '')?.[0] ?? [0, 65_535];
  if (port !== null || source !== null)
    openings.push({ opening: { protocol: port?.[2] ?? 'any', fromPort, toPort, source }, line });
}

const treatments = wordTable<Treatment>({
  default: 'rejected',
  '%%REJECT%%': 'rejected',
  DROP: 'dropped',
  ACCEPT: 'accepted',
});

export const treatmentOf = ({ target }: Zone): Treatment | null => treatments[target ?? ''] ?? null;

/** Services of firewalld that matter to a cluster, as its XML files define them. */
const services = wordTable<readonly string[]>({
  ssh: ['22/tcp'],
  http: ['80/tcp'],
  https: ['443/tcp'],
  dns: ['53/tcp', '53/udp'],
  bgp: ['179/tcp'],
  'etcd-client': ['2379/tcp'],
  'etcd-server': ['2380/tcp'],
  kubelet: ['10250/tcp'],
  'kube-api': ['6443/tcp'],
  'kube-apiserver': ['6443/tcp'],
  'kube-control-plane': ['6443/tcp', '2379-2380/tcp', '10250/tcp', '10251/tcp', '10252/tcp'],
  'kube-control-plane-secure': ['6443/tcp', '2379-2380/tcp', '10250/tcp', '10257/tcp', '10259/tcp'],
  'kube-nodeport-services': ['30000-32767/tcp', '30000-32767/udp'],
  'kube-worker': ['10250/tcp', '30000-32767/tcp'],
  'kubelet-worker': ['10250/tcp', '30000-32767/tcp'],
  wireguard: ['51820/udp'],
});
